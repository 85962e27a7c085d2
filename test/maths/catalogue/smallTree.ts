import type { TreeQuestion } from '../../../src/contracts/decisionTree.ts';

/** Questions as `name: [answers, answers that lead there]`, their columns named as tables name them. */
export function treeOf(
  questions: Record<string, [answers: string[], askedIf: string[] | null]>,
): TreeQuestion[] {
  let start = 0;
  return Object.entries(questions).map(([name, [answers, askedIf]]) => {
    const question = {
      name,
      text: `${name}?`,
      start,
      answers: answers.map(answer => ({ name: answer, column: `${name}_${answer}` })),
      askedIf,
    };
    start += answers.length;
    return question;
  });
}

/** Galaxy Zoo 2's tree with its eighth question, in the order of the Kaggle columns Class1.1 … Class11.6. */
export const gz2 = treeOf({
  'smooth-or-featured-gz2': [['smooth', 'featured-or-disk', 'artifact'], null],
  'disk-edge-on-gz2': [['yes', 'no'], ['smooth-or-featured-gz2_featured-or-disk']],
  'bar-gz2': [['yes', 'no'], ['disk-edge-on-gz2_no']],
  'has-spiral-arms-gz2': [['yes', 'no'], ['disk-edge-on-gz2_no']],
  'bulge-size-gz2': [['no', 'just-noticeable', 'obvious', 'dominant'], ['disk-edge-on-gz2_no']],
  'something-odd-gz2': [
    ['yes', 'no'],
    ['smooth-or-featured-gz2_smooth', 'smooth-or-featured-gz2_featured-or-disk'],
  ],
  'how-rounded-gz2': [['round', 'in-between', 'cigar'], ['smooth-or-featured-gz2_smooth']],
  'odd-feature-gz2': [
    ['ring', 'lens-or-arc', 'disturbed', 'irregular', 'other', 'merger', 'dust-lane'],
    ['something-odd-gz2_yes'],
  ],
  'bulge-shape-gz2': [['round', 'boxy', 'no-bulge'], ['disk-edge-on-gz2_yes']],
  'spiral-winding-gz2': [['tight', 'medium', 'loose'], ['has-spiral-arms-gz2_yes']],
  'spiral-arm-count-gz2': [['1', '2', '3', '4', 'more-than-4', 'cant-tell'], ['has-spiral-arms-gz2_yes']],
});
