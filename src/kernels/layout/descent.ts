import { type Code, f32, i32, type Local, wasmFunction, whileBelow } from '../assembler/wasmAssembler.ts';
import { when, word } from '../assembler/wasmIntegers.ts';
import { float, is, upperProduct } from '../assembler/wasmScalars.ts';
import { type ForceTable, plainForce, spareBits } from './forceTable.ts';

const { fround } = Math;
const longestStep = 4; // gradients are clipped to ± 4 a coordinate, as in umap-learn
const negativesPerEdge = 5; // umap-learn's negative_sample_rate
const pushShare = fround(1 / negativesPerEdge);

/** Everything the descent reads and writes. */
export interface DescentState {
  /** (n, 2) row-major */
  positions: Float32Array;
  /** (edges) the end that is moved and pushed … */
  heads: Int32Array;
  /** (edges) … and the end that is only pulled */
  tails: Int32Array;
  /** (edges) epochs between two pulls, ≥ 1 */
  period: Float32Array;
  /** (edges) epoch of the next pull */
  nextPull: Float32Array;
  /** (edges) epoch up to which negatives have been drawn */
  nextPush: Float32Array;
  forces: ForceTable;
  /** (1) state of the random numbers, not 0 */
  random: Int32Array;
  /** Whether an edge pulls its tail too; where not, tails stay where they are. */
  movesTails: boolean;
}

/**
 * One epoch for the edges `from` … `to` − 1 of UMAP's stochastic gradient descent with negative sampling (McInnes, Healy &
 * Melville 2018, algorithm 5): the same order and arithmetic as `umapSteps` in maths/layout, with floats for doubles, forces
 * from a table and xorshift (Marsaglia 2003) for the random numbers.
 *
 * @param rate step length, falling from 1 to 0 over the epochs
 */
export function plainDescend(
  state: DescentState,
  from: number,
  to: number,
  epoch: number,
  rate: number,
): void {
  const { positions, heads, tails, period, nextPull, nextPush, forces, random, movesTails } = state;
  const n = positions.length / 2;
  const step = (force: number, along: number) => fround(clip(fround(force * along)) * fround(rate));
  for (let e = from; e < to; e++) {
    if (nextPull[e] > epoch) continue;
    const head = 2 * heads[e];
    const tail = 2 * tails[e];
    let x = positions[head];
    let y = positions[head + 1];
    const dx = fround(x - positions[tail]);
    const dy = fround(y - positions[tail + 1]);
    const square = fround(fround(dx * dx) + fround(dy * dy));
    if (square > 0) {
      const pull = plainForce(forces, forces.pull, square);
      const stepX = step(pull, dx);
      const stepY = step(pull, dy);
      x = fround(x + stepX);
      y = fround(y + stepY);
      if (movesTails) {
        positions[tail] -= stepX;
        positions[tail + 1] -= stepY;
      }
    }
    nextPull[e] += period[e];
    const pushPeriod = fround(period[e] * pushShare);
    const pushes = Math.trunc(fround(fround(epoch - nextPush[e]) / pushPeriod));
    for (let p = 0; p < pushes; p++) {
      random[0] ^= random[0] << 13;
      random[0] ^= random[0] >>> 17;
      random[0] ^= random[0] << 5;
      const other = 2 * Math.floor(((random[0] >>> 0) * n) / 2 ** 32);
      if (other === head) continue;
      const ox = fround(x - positions[other]);
      const oy = fround(y - positions[other + 1]);
      const away = fround(fround(ox * ox) + fround(oy * oy));
      const push = plainForce(forces, forces.push, away);
      const apart = away > 0;
      x = fround(x + (apart ? step(push, ox) : fround(longestStep * fround(rate))));
      y = fround(y + (apart ? step(push, oy) : fround(longestStep * fround(rate))));
    }
    nextPush[e] += fround(Math.max(0, pushes) * pushPeriod);
    positions[head] = x;
    positions[head + 1] = y;
  }
}

function clip(value: number): number {
  return Math.max(-longestStep, Math.min(longestStep, value));
}

/**
 * "descend" (from, to, epoch, rate): {@link plainDescend}, bit for bit. The arrays of the state must lie in the module's
 * memory: their addresses are part of the code.
 */
export function descentCode(state: DescentState) {
  const place = (array: { byteOffset: number }): Code => i32.const(array.byteOffset);
  const { positions, heads, tails, period, nextPull, nextPush, forces, random, movesTails } = state;
  const n = positions.length / 2;
  const positionOf = (index: Code): Code => i32.add(place(positions), i32.mul(index, i32.const(8)));
  return wasmFunction('descend', ['i32', 'i32', 'f32', 'f32'], ([from, to, epoch, rate], variable) => {
    const [edge, end, head, tail, other, seed, pushes, p, bits, at] = Array.from({ length: 10 }, () =>
      variable('i32'),
    );
    const [x, y, dx, dy, square, force, pushPeriod, moved] = Array.from({ length: 8 }, () => variable('f32'));
    const of = (array: { byteOffset: number }): Code => i32.add(place(array), edge.get);
    const squareOf = (a: Local, b: Local): Code => f32.add(f32.mul(a.get, a.get), f32.mul(b.get, b.get));
    const clipped = (along: Local): Code =>
      f32.mul(
        float.max(f32.const(-longestStep), float.min(f32.const(longestStep), f32.mul(force.get, along.get))),
        rate.get,
      );
    const readForce = (table: Float32Array): Code => [
      ...bits.set(i32.sub(float.bits(square.get), i32.const(forces.firstBits))),
      ...when(is.below(bits.get, i32.const(0)), bits.set(i32.const(0))),
      ...when(
        is.atLeast(bits.get, i32.const(forces.steps << spareBits)),
        bits.set(i32.const(forces.steps << spareBits)),
      ),
      ...at.set(i32.add(place(table), i32.mul(word.shiftRight(bits.get, spareBits), i32.const(4)))),
      ...force.set(
        f32.add(
          float.load(at.get),
          f32.mul(
            float.sub(float.load(at.get, 4), float.load(at.get)),
            f32.mul(
              float.fromInteger(word.and(bits.get, i32.const(2 ** spareBits - 1))),
              f32.const(2 ** -spareBits),
            ),
          ),
        ),
      ),
    ];
    const pullBoth: Code[] = [
      dx.set(float.sub(x.get, float.load(tail.get))),
      dy.set(float.sub(y.get, float.load(tail.get, 4))),
      square.set(squareOf(dx, dy)),
      when(
        is.floatAbove(square.get, f32.const(0)),
        readForce(forces.pull),
        moved.set(clipped(dx)),
        x.set(f32.add(x.get, moved.get)),
        ...(movesTails ? [float.store(tail.get, float.sub(float.load(tail.get), moved.get))] : []),
        moved.set(clipped(dy)),
        y.set(f32.add(y.get, moved.get)),
        ...(movesTails ? [float.store(tail.get, float.sub(float.load(tail.get, 4), moved.get), 4)] : []),
      ),
    ];
    const mix = (shifted: Code): Code => seed.set(word.xor(seed.get, shifted));
    const pushAway: Code[] = [
      mix(i32.mul(seed.get, i32.const(1 << 13))),
      mix(word.shiftRight(seed.get, 17)),
      mix(i32.mul(seed.get, i32.const(1 << 5))),
      other.set(positionOf(upperProduct(seed.get, i32.const(n)))),
      when(
        is.notEqual(other.get, head.get),
        dx.set(float.sub(x.get, float.load(other.get))),
        dy.set(float.sub(y.get, float.load(other.get, 4))),
        square.set(squareOf(dx, dy)),
        readForce(forces.push),
        // Points on one spot go aside together, as in umap-js.
        when(
          is.not(is.floatAbove(square.get, f32.const(0))),
          force.set(f32.const(longestStep)),
          dx.set(f32.const(1)),
          dy.set(f32.const(1)),
        ),
        x.set(f32.add(x.get, clipped(dx))),
        y.set(f32.add(y.get, clipped(dy))),
      ),
      p.set(i32.add(p.get, i32.const(1))),
    ];
    const countOfPushes = float.toInteger(
      f32.div(float.sub(epoch.get, float.load(of(nextPush))), pushPeriod.get),
    );
    return [
      seed.set(i32.load(place(random))),
      edge.set(i32.mul(from.get, i32.const(4))),
      end.set(i32.mul(to.get, i32.const(4))),
      whileBelow(
        edge.get,
        end.get,
        when(
          is.not(is.floatAbove(float.load(of(nextPull)), epoch.get)),
          head.set(positionOf(i32.load(of(heads)))),
          tail.set(positionOf(i32.load(of(tails)))),
          x.set(float.load(head.get)),
          y.set(float.load(head.get, 4)),
          ...pullBoth,
          float.store(of(nextPull), f32.add(float.load(of(nextPull)), float.load(of(period)))),
          pushPeriod.set(f32.mul(float.load(of(period)), f32.const(pushShare))),
          pushes.set(countOfPushes),
          when(is.below(pushes.get, i32.const(0)), pushes.set(i32.const(0))),
          p.set(i32.const(0)),
          whileBelow(p.get, pushes.get, ...pushAway),
          float.store(
            of(nextPush),
            f32.add(float.load(of(nextPush)), f32.mul(float.fromInteger(pushes.get), pushPeriod.get)),
          ),
          float.store(head.get, x.get),
          float.store(head.get, y.get, 4),
        ),
        edge.set(i32.add(edge.get, i32.const(4))),
      ),
      word.store(place(random), seed.get),
    ];
  });
}
