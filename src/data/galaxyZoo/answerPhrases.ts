import type { TreeQuestion } from '../../contracts/decisionTree.ts';
import { bareQuestion } from '../../maths/catalogue/questionName.ts';

/** What each question is about, in a word or two; others are called by their own name. */
const topics: Record<string, string> = {
  'smooth-or-featured': 'shape',
  'disk-edge-on': 'edge-on',
  'has-spiral-arms': 'spiral arms',
  'bulge-size': 'bulge',
  'something-odd': 'oddity',
  'how-rounded': 'roundness',
  'bulge-shape': 'edge-on bulge',
  'spiral-winding': 'winding of the arms',
  'spiral-arm-count': 'number of arms',
};

/** Answers that say little away from their question, as they are called in a list of columns. */
const phrases: Record<string, Record<string, string>> = {
  'disk-edge-on': { yes: 'Edge-on', no: 'Not edge-on' },
  bar: { yes: 'Bar', no: 'No bar', strong: 'Strong bar', weak: 'Weak bar' },
  'has-spiral-arms': { yes: 'Spiral arms', no: 'No spiral arms' },
  'something-odd': { yes: 'Odd', no: 'Nothing odd' },
  'odd-feature': { other: 'Other oddity' },
  clumps: { yes: 'Clumps', no: 'No clumps' },
  'clumpy-appearance': { yes: 'Clumpy', no: 'Not clumpy' },
  ring: { yes: 'Ring', no: 'No ring' },
  merging: { none: 'No merger', neither: 'Neither merger nor debris', both: 'Merger and debris' },
  'spiral-arm-count': { '1': '1 arm', '5-plus': '5 arms or more', 'cant-tell': 'Arms not countable' },
};

/** What stands around the answers of a question whose own words are adjectives or numbers. */
const nouns: Record<string, (answer: string) => string> = {
  'bulge-size': answer => (/^(no|none)$/.test(answer) ? 'No bulge' : `${words(answer)} bulge`),
  'bulge-shape': answer => (/no/.test(answer) ? 'No bulge, edge-on' : `${words(answer)} bulge, edge-on`),
  'edge-on-bulge': answer => (/no/.test(answer) ? 'No bulge, edge-on' : `${words(answer)} bulge, edge-on`),
  'spiral-winding': answer => `${words(answer)} arms`,
  'spiral-arm-count': answer => `${words(answer)} arms`,
};

/** "spiral arms": what a question is about. */
export function topicOf(question: Pick<TreeQuestion, 'name'>): string {
  const bare = bareQuestion(question.name);
  return topics[bare] ?? bare.replaceAll('-', ' ');
}

/** "In between": an answer beside its question. */
export function answerWord(answer: string): string {
  if (answer === 'cant-tell') return 'Can’t tell';
  return words(answer);
}

/** "No spiral arms": an answer by itself. */
export function answerPhrase(question: Pick<TreeQuestion, 'name'>, answer: string): string {
  const bare = bareQuestion(question.name);
  const known = phrases[bare]?.[answer] ?? nouns[bare]?.(answer);
  if (known) return known;
  return /^(yes|no|none)$/.test(answer) ? `${words(topicOf(question))}: ${answer}` : words(answer);
}

function words(dashed: string): string {
  const spaced = dashed.replace(/^cigar$/, 'cigar-shaped').replace(/-(?!shaped)/g, ' ');
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}
