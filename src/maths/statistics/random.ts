/** A seeded stream of random numbers: the same seed gives the same stream on every machine. */
export interface Random {
  /** Uniform in [0, 1), 32 bits of resolution. */
  uniform(): number;
  /** Normal with mean 0 and standard deviation 1 (Box–Muller, both values used). */
  normal(): number;
  /** Whole number in [0, n); n ≥ 1. */
  integer(n: number): number;
  /** Shuffles in place (Fisher–Yates) and returns the same array. */
  shuffle<T extends { length: number; [index: number]: unknown }>(items: T): T;
}

/**
 * Small fast counter generator (sfc32, Doty-Humphrey 2010, public domain), seeded from one number.
 *
 * @param seed any whole number; different seeds give unrelated streams
 */
export function createRandom(seed: number): Random {
  let a = 0x9e3779b9;
  let b = seed | 0;
  let c = Math.imul(seed, 0x85ebca6b) ^ 0xc2b2ae35;
  let counter = 1;
  function next(): number {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return sum >>> 0;
  }
  for (let i = 0; i < 12; i++) next(); // sfc32 mixes its seed fully after 12 rounds

  let spare: number | undefined;
  return {
    uniform: () => next() / 4294967296,
    normal() {
      if (spare !== undefined) {
        const value = spare;
        spare = undefined;
        return value;
      }
      const radius = Math.sqrt(-2 * Math.log(1 - next() / 4294967296)); // 1 − u avoids log 0
      const angle = (2 * Math.PI * next()) / 4294967296;
      spare = radius * Math.sin(angle);
      return radius * Math.cos(angle);
    },
    integer(n) {
      if (!(n >= 1)) throw new RangeError(`need n ≥ 1; got n = ${n}`);
      return Math.floor((next() / 4294967296) * n);
    },
    shuffle(items) {
      for (let i = items.length - 1; i > 0; i--) {
        const j = Math.floor((next() / 4294967296) * (i + 1));
        const held = items[i];
        (items as { [index: number]: unknown })[i] = items[j];
        (items as { [index: number]: unknown })[j] = held;
      }
      return items;
    },
  };
}
