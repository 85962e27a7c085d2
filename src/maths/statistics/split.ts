/** The parts of a data set: to learn from, to choose by, to judge by. */
export type Split = 'train' | 'validation' | 'test';

/**
 * 32-bit FNV-1a hash of a string's UTF-16 code units (Fowler, Noll & Vo), finished with MurmurHash3's mixer
 * because FNV's last byte hardly reaches its high bits and ids often differ in the last digit alone.
 *
 * @returns 0 … 2³² − 1
 */
export function hashOf(text: string): number {
  let h = 2166136261;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 16777619);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/**
 * The part of the data a galaxy belongs to, by its id alone: 70 % train, 10 % validation, 20 % test. The same
 * here, in measure/ and in pretrain/, so that no weights are judged on galaxies they were trained on.
 */
export function splitOf(id: string): Split {
  const share = hashOf(id) / 4294967296;
  return share < 0.7 ? 'train' : share < 0.8 ? 'validation' : 'test';
}
