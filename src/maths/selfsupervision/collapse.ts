import { symmetricEigen } from '../linear/symmetricEigen.ts';

/**
 * How many directions a representation uses: exp of the entropy of the shares of its singular values about the mean
 * (RankMe, Garrido et al. 2023, there not about the mean). 1 where all galaxies lie on a line; near 0 information where
 * they are one point, which is told as 0.
 *
 * @param vectors (n, columns) row-major
 * @returns 0 … min(n − 1, columns)
 */
export function representationRank(vectors: ArrayLike<number>, columns: number): number {
  const n = vectors.length / columns;
  if (!Number.isInteger(n) || n < 2) {
    throw new RangeError(
      `need two rows or more of ${columns} numbers; got ${vectors.length} numbers: give more galaxies`,
    );
  }
  const means = new Float64Array(columns);
  for (let i = 0; i < vectors.length; i++) means[i % columns] += vectors[i] / n;
  // The Gram matrix of the shorter side has the same singular values.
  const wide = n < columns;
  const side = wide ? n : columns;
  const gram = new Float64Array(side * side);
  const centred = Float64Array.from(vectors, (value, i) => value - means[i % columns]);
  for (let i = 0; i < side; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      if (wide) for (let k = 0; k < columns; k++) sum += centred[i * columns + k] * centred[j * columns + k];
      else for (let k = 0; k < n; k++) sum += centred[k * columns + i] * centred[k * columns + j];
      gram[i * side + j] = sum;
      gram[j * side + i] = sum;
    }
  }
  const { values } = symmetricEigen(gram, side);
  const least = Math.max(values[0], 0) * 1e-12; // rounding of the Gram matrix
  const singular = values.map(value => (value > least ? Math.sqrt(value) : 0));
  const total = singular.reduce((sum, value) => sum + value, 0);
  const length = Math.sqrt(centred.reduce((sum, value) => sum + value * value, 0));
  const size = Math.sqrt(means.reduce((sum, value) => sum + value * value, 0) * n);
  if (total === 0 || length < size * 1e-6) return 0; // one point, but for the rounding of float32
  return Math.exp(entropyOf(singular.map(value => value / total)));
}

/** Nats. @param shares of sum 1 */
function entropyOf(shares: Float64Array): number {
  return shares.reduce((sum, share) => (share > 0 ? sum - share * Math.log(share) : sum), 0);
}

const leastSpread = 0.1; // of 1, what a representation shows that uses all directions alike
const leastNats = 0.02; // of ln(outputs), some 7

const stepsToBelieve = 50; // one after the other
const settlesFor = 0.1; // of all steps: an untrained DINO answers nearly the same for all galaxies

/** What a step shows of a network: of BYOL and VICReg the spread, of DINO the other two, in nats. */
interface Gauges {
  spread?: number;
  entropyOfMean?: number;
  divergence?: number;
}

/**
 * Watches whether a network comes to map all galaxies to nearly one point: it then learns nothing any more, and its loss,
 * where nothing pushes galaxies apart, is lower than that of one that learns. Fifty steps in turn are believed, none of the
 * first tenth.
 *
 * @param stepsInAll of the training
 * @returns takes the gauges of each step, `taken` counting it; gives what has happened, as a sentence, once it has
 */
export function collapseWatch(stepsInAll: number): (taken: number, gauges: Gauges) => string | undefined {
  let inTurn = 0;
  return (taken, gauges) => {
    const sentence = taken > settlesFor * stepsInAll ? collapseOf(gauges) : undefined;
    inTurn = sentence ? inTurn + 1 : 0;
    return inTurn >= stepsToBelieve ? sentence : undefined;
  };
}

function collapseOf({ spread, entropyOfMean, divergence }: Gauges): string | undefined {
  if (spread !== undefined && spread < leastSpread) {
    return `All galaxies are represented alike (a spread of ${spread.toFixed(3)}).`;
  }
  if (entropyOfMean !== undefined && entropyOfMean < leastNats) {
    return `The teacher gives every galaxy the same one output (an entropy of ${entropyOfMean.toFixed(3)} nats).`;
  }
  if (divergence !== undefined && divergence < leastNats) {
    return `The teacher’s answers are the same for all galaxies (they differ by ${divergence.toFixed(3)} nats).`;
  }
  return undefined;
}
