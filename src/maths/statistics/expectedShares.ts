import { concentrationOf, type QuestionColumns } from './losses/voteLoss.ts';

/**
 * The share of volunteers expected to give each answer: the mean of the Dirichlet distribution of each question, its
 * concentrations over their sum (Walmsley et al. 2020, MNRAS 491, 1554).
 *
 * @param outputs (n, columns) row-major of the linear layer, before {@link concentrationOf}; rows of NaN stay so
 * @param questions which columns are the answers of one question
 * @returns (n, columns) row-major, of sum 1 over each question
 */
export function expectedShares(
  outputs: Float32Array,
  columns: number,
  questions: readonly QuestionColumns[],
): Float32Array {
  const shares = outputs.map(concentrationOf);
  for (let row = 0; row < shares.length; row += columns) {
    for (const { first, count } of questions) {
      const own = shares.subarray(row + first, row + first + count);
      const strength = own.reduce((sum, each) => sum + each, 0);
      for (let i = 0; i < count; i++) own[i] /= strength;
    }
  }
  return shares;
}
