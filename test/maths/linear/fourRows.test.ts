import { describe, expect, it } from 'vitest';
import { addFour, fourStarts, rowsAtOnce, scoreFour } from '../../../src/maths/linear/fourRows.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';

const [n, columns, outputs] = [7, 5, 3];
const width = columns + 1;
const random = createRandom(4);
const rows = Float32Array.from({ length: n * columns }, () => random.normal());
const w = Float64Array.from({ length: outputs * width }, () => random.normal());

/** The row at a place: after the last it comes again. */
const rowAt = (i: number) => Math.min(i, n - 1);

describe.each([0, 4])('four rows from row %i of seven', first => {
  const starts = fourStarts(first, n, columns);

  it('have each output’s product and bias', () => {
    const out = new Float64Array(outputs * rowsAtOnce);
    scoreFour(w, rows, starts, columns, out);
    for (let k = 0; k < outputs; k++) {
      for (let r = 0; r < rowsAtOnce; r++) {
        let sum = w[k * width + columns];
        for (let j = 0; j < columns; j++) sum += w[k * width + j] * rows[rowAt(first + r) * columns + j];
        expect(out[k * rowsAtOnce + r]).toBeCloseTo(sum, 12);
      }
    }
  });

  it('are added to a gradient by their errors', () => {
    const errors = Float64Array.from({ length: outputs * rowsAtOnce }, () => random.normal());
    const gradient = w.slice();
    addFour(gradient, rows, starts, columns, errors);
    for (let k = 0; k < outputs; k++) {
      for (let j = 0; j < width; j++) {
        let sum = w[k * width + j];
        for (let r = 0; r < rowsAtOnce; r++) {
          const value = j === columns ? 1 : rows[rowAt(first + r) * columns + j];
          sum += errors[k * rowsAtOnce + r] * value;
        }
        expect(gradient[k * width + j]).toBeCloseTo(sum, 12);
      }
    }
  });
});
