import {
  assembleModule,
  f32x4,
  type Local,
  wasmFunction,
} from '../../src/kernels/assembler/wasmAssembler.ts';
import { sumsOfLanes } from '../../src/kernels/assembler/wasmIntegers.ts';
import { candidateList, listBytes } from '../../src/kernels/search/candidateRows.ts';
import { above, forEveryFourRows } from '../../src/kernels/search/rowLoops.ts';
import { Nearest } from '../../src/maths/neighbours/nearest.ts';

const rowsAtOnce = 16384;
const firstRows = 256;
const pageBytes = 65536;

/** Rows in 32 bits in a memory of WebAssembly, and the search among them. */
interface Float32Scan {
  /** (n, columns) row-major, to be filled */
  values: Float32Array;
  /** The k nearest of a row by squared Euclidean distance in floats, itself left out. */
  nearest(query: number, k: number): Int32Array;
}

/**
 * What our own search would be without its coarse bytes: the same four rows at once, the same growing blocks, on floats.
 *
 * @param columns a multiple of 4; n as well
 */
export function createFloat32Scan(n: number, columns: number): Float32Scan {
  const rowBytes = 4 * columns;
  const list = n * rowBytes;
  const sums = list + listBytes(rowsAtOnce) + 16;
  const memory = new WebAssembly.Memory({ initial: Math.ceil((sums + 4 * rowsAtOnce) / pageBytes) });
  const bytes = assembleModule([scanCode(columns)]);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { host: { memory } });
  const scan = exports.float32Scan as (...numbers: number[]) => void;
  const values = new Float32Array(memory.buffer, 0, n * columns);
  const found = new Int32Array(memory.buffer, list, listBytes(rowsAtOnce) / 4);
  const squared = new Float32Array(memory.buffer, sums, rowsAtOnce);
  return {
    values,
    nearest(query, k) {
      const kept = new Nearest(k);
      let block = firstRows;
      for (let from = 0; from < n; block = Math.min(rowsAtOnce, 2 * block)) {
        const to = Math.min(n, from + block);
        scan(from * rowBytes, query * rowBytes, sums, list, from, to, kept.worst);
        for (const row of found.subarray(1, 1 + found[0])) {
          if (row !== query) kept.offer(row, squared[row - from]);
        }
        from = to;
      }
      return kept.take().indices;
    },
  };
}

/** "float32Scan" (rows, query, sums, list, row, end, most): squared distances, and a list of the rows at most so far. */
function scanCode(columns: number) {
  return wasmFunction(
    'float32Scan',
    ['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'f32'],
    ([rows, query, y, list, row, end, most], variable) => {
      const asked: Local[] = Array.from({ length: columns / 4 }, () => variable('v128'));
      const sums: Local[] = [0, 1, 2, 3].map(() => variable('v128'));
      const [step, total, ...spare] = [1, 2, 3, 4].map(() => variable('v128'));
      const all = sumsOfLanes(f32x4.add, sums, spare);
      const candidates = candidateList(list, row, variable);
      return [
        candidates.begin,
        ...asked.map((part, i) => part.set(f32x4.load(query.get, 16 * i))),
        forEveryFourRows(
          row,
          end,
          [
            { at: rows, bytesPerRow: 4 * columns },
            { at: y, bytesPerRow: 4 },
          ],
          ...sums.flatMap((sum, r) => [
            sum.set(f32x4.const(0)),
            ...asked.map((part, i) =>
              [
                step.set(f32x4.sub(f32x4.load(rows.get, 4 * columns * r + 16 * i), part.get)),
                sum.set(f32x4.add(sum.get, f32x4.mul(step.get, step.get))),
              ].flat(),
            ),
          ]),
          all.before,
          total.set(all.sums),
          f32x4.store(y.get, total.get),
          candidates.appendUnless(above(total.get, f32x4.splat(most.get))),
        ),
        candidates.close,
      ];
    },
  );
}
