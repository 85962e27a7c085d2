import type { TreeQuestion } from '../../contracts/decisionTree.ts';

/** A question without its campaign's suffix, its answers, and the answers that lead to it, all separated by spaces. */
export type QuestionDefinition = readonly [name: string, answers: string, askedIf?: string];

const texts: Readonly<Record<string, string>> = {
  'smooth-or-featured': 'Is it smooth, or does it have features or a disk?',
  'disk-edge-on': 'Is it a disk seen edge-on?',
  'has-spiral-arms': 'Does it have spiral arms?',
  bar: 'Does it have a bar through its centre?',
  'bulge-size': 'How large is its bulge?',
  'something-odd': 'Is there anything odd?',
  'odd-feature': 'What is odd about it?',
  'how-rounded': 'How rounded is it?',
  'bulge-shape': 'What shape is the bulge, seen from the side?',
  'edge-on-bulge': 'What shape is the bulge, seen from the side?',
  'spiral-winding': 'How tightly are its arms wound?',
  'spiral-arm-count': 'How many spiral arms are there?',
  merging: 'Is it merging or disturbed?',
  'clumpy-appearance': 'Does it look mostly clumpy?',
  'galaxy-symmetrical': 'Is it symmetrical?',
  'clumps-embedded-larger-object': 'Do the clumps lie in a larger object?',
  clumps: 'Are there bright clumps?',
  problem: 'What is wrong with the image?',
  artifact: 'What kind of artefact is it?',
  ring: 'Does it have a ring?',
};

/** A question in full, by its name without the campaign; undefined for a name that is none. */
export function questionText(name: string): string | undefined {
  return Object.hasOwn(texts, name) ? texts[name] : undefined;
}

/**
 * The questions of a campaign in full, from their short forms.
 *
 * @param suffix "-gz2"; follows each question's name
 */
export function treeQuestions(suffix: string, lines: readonly QuestionDefinition[]): TreeQuestion[] {
  let start = 0;
  return lines.map(([shortName, answerNames, askedIf]) => {
    const name = shortName + suffix;
    const answers = answerNames.split(' ').map(answer => ({ name: answer, column: `${name}_${answer}` }));
    const question: TreeQuestion = {
      name,
      text: textOf(shortName, answerNames),
      start,
      answers,
      askedIf: askedIf?.split(' ').map(column => column.replace('_', `${suffix}_`)) ?? null,
    };
    start += answers.length;
    return question;
  });
}

/** One tree after another, as a head that answers several campaigns' questions has them. */
export function joinTrees(trees: readonly (readonly TreeQuestion[])[]): TreeQuestion[] {
  let start = 0;
  return trees.flat().map(question => {
    const moved = { ...question, start };
    start += question.answers.length;
    return moved;
  });
}

function textOf(shortName: string, answerNames: string): string {
  // CANDELS asked whether there is a bulge at all.
  if (shortName === 'edge-on-bulge' && answerNames === 'yes no')
    return 'Is there a bulge, seen from the side?';
  return texts[shortName] ?? shortName;
}
