import type { HeadCard, TreeQuestion } from '../../../contracts/decisionTree.ts';
import type { LinearHead } from '../../../contracts/network.ts';
import { answerCount } from '../../../maths/catalogue/decisionTree.ts';
import type { Weights } from '../../../maths/weights.ts';
import { galaxyZooSchemas, jointSchemas, schemaQuestions } from '../../galaxyZoo/galaxyZooSchemas.ts';
import { shown, shownShape, unreadable } from '../unreadableWeights.ts';

/** What is known of a file beside its tensors, to name a head's answers by. */
export interface HeadHint {
  /** "mwalmsley/zoobot-finetuned-is_tidal". */
  repository?: string;
  /** Name of a Galaxy Zoo schema: "euclid". */
  schema?: string;
  /** Columns of a tree head's answers, as a checkpoint's hyper-parameters list them. */
  labelColumns?: string[];
  /** What the file's own card says its head answers, null for numbers: then nothing is left to guess. */
  card?: HeadCard | null;
}

/** Where Zoobot's fine-tuned models keep their linear layer, by kind of head. */
const headNames = { classes: 'head.linear', tree: 'head.1.0' } as const;

/** Classes of published classifiers, by a part of the repository's name. */
const publishedClasses: [part: string, classes: string[]][] = [
  [
    'decals10', // Galaxy10 DECaLS (Leung & Bovy 2019; astroNN's documentation, galaxy10)
    [
      'disturbed',
      'merging',
      'round smooth',
      'in-between round smooth',
      'cigar-shaped smooth',
      'barred spiral',
      'unbarred tight spiral',
      'unbarred loose spiral',
      'edge-on without bulge',
      'edge-on with bulge',
    ],
  ],
  ['is_tidal', ['not tidal', 'tidal']],
];

/**
 * Takes the fine-tuned head of a Zoobot checkpoint out of its tensors, its answers named as far as they can be known for
 * sure.
 *
 * @param weights by timm's names, without prefixes; the head's two are removed
 * @param dimension length of the encoder's representation
 * @param notes gets whole sentences on answers that could not be named and on a head that is of no use
 * @throws UnreadableWeightsError if the head does not fit the encoder or its own labels
 */
export function takeHead(
  weights: Weights,
  dimension: number,
  hint: HeadHint,
  notes: string[],
): LinearHead | null {
  const kind = weights.has(`${headNames.tree}.weight`) ? 'tree' : 'classes';
  const name = headNames[kind];
  const weight = weights.get(`${name}.weight`);
  const bias = weights.get(`${name}.bias`);
  if (!weight && !bias) return null;
  const rows = weight?.shape[0] ?? 0;
  if (
    !weight ||
    !bias ||
    weight.shape.join() !== [rows, dimension].join() ||
    bias.shape.join() !== `${rows}`
  ) {
    return unreadable(
      `need ${name} of ${dimension} inputs with a bias for each output; got ${shownShape(weight?.shape ?? [])} and ${shownShape(bias?.shape ?? [])}: choose the checkpoint that was trained with this encoder`,
    );
  }
  weights.delete(`${name}.weight`);
  weights.delete(`${name}.bias`);
  if (rows < 2) {
    notes.push('The head in this file has a single output, a regression, and was left out.');
    return null;
  }
  if (hint.card === null) {
    notes.push(`The head in this file predicts ${rows} numbers, a regression, and was left out.`);
    return null;
  }
  if (hint.card) {
    const outputs = hint.card.kind === 'tree' ? answerCount(hint.card.questions) : hint.card.classes.length;
    if (outputs === rows) return { weight, bias, card: hint.card };
    unreadable(
      `need ${outputs} outputs of the head, as the file's card says; got ${rows}: export the model again`,
    );
  }
  const card: HeadCard =
    kind === 'tree'
      ? { kind, questions: questionsFor(rows, hint, notes) }
      : { kind, classes: classesFor(rows, hint, notes) };
  return { weight, bias, card };
}

function classesFor(rows: number, hint: HeadHint, notes: string[]): string[] {
  const known = publishedClasses.find(([part]) => hint.repository?.toLowerCase().includes(part))?.[1];
  if (known?.length === rows) return known;
  notes.push(`The file does not name the ${rows} classes of its head: they are numbered.`);
  return Array.from({ length: rows }, (_, i) => `class ${i}`);
}

function questionsFor(rows: number, hint: HeadHint, notes: string[]): TreeQuestion[] {
  if (hint.labelColumns) return questionsOfColumns(rows, hint.labelColumns);
  const fitting = [...galaxyZooSchemas.keys(), ...jointSchemas.keys()].filter(
    name => answerCount(schemaQuestions(name)!) === rows,
  );
  const hinted = hint.schema ?? fitting.find(name => hint.repository?.toLowerCase().includes(name));
  const chosen = fitting.length === 1 ? fitting[0] : fitting.find(name => name === hinted);
  if (chosen !== undefined) return schemaQuestions(chosen)!;
  const why =
    fitting.length > 1 ? `could be those of ${fitting.join(', ')}` : 'fit no campaign of Galaxy Zoo';
  notes.push(`The ${rows} answers of this file's head ${why}: they are numbered.`);
  const answers = Array.from({ length: rows }, (_, i) => ({
    name: `answer ${i + 1}`,
    column: `answer_${i + 1}`,
  }));
  return [{ name: 'answers', text: 'What does the head answer?', start: 0, answers, askedIf: null }];
}

/** The schema that has these columns; else questions made of them, since a column is QUESTION_ANSWER. */
function questionsOfColumns(rows: number, columns: string[]): TreeQuestion[] {
  if (columns.length !== rows) {
    unreadable(
      `need a label column for each of the head's ${rows} outputs; got ${columns.length}: choose another checkpoint`,
    );
  }
  for (const name of [...galaxyZooSchemas.keys(), ...jointSchemas.keys()]) {
    const questions = schemaQuestions(name)!;
    const own = questions.flatMap(question => question.answers.map(answer => answer.column));
    if (own.length === columns.length && own.every((column, i) => column === columns[i])) return questions;
  }
  const questions: TreeQuestion[] = [];
  for (const [i, column] of columns.entries()) {
    const cut = column.lastIndexOf('_');
    const name = cut > 0 ? column.slice(0, cut) : 'answers';
    if (questions.at(-1)?.name !== name) {
      questions.push({
        name,
        text: `${shown(name).replaceAll('-', ' ')}?`,
        start: i,
        answers: [],
        askedIf: null,
      });
    }
    questions.at(-1)!.answers.push({ name: column.slice(cut + 1), column });
  }
  return questions;
}
