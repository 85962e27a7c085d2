import type { CuratedSet } from '../../src/contracts/curation.ts';
import type { DistilRequest } from '../../src/contracts/distillation/distil.ts';
import { sha256Of } from '../../src/data/bytes/sha256.ts';

/** Name that a run's experts are kept under: runs share them where everything that shaped them is equal. */
export async function expertsKeyOf({ set, settings }: DistilRequest): Promise<string> {
  const { width, experts, seed } = settings;
  const told = JSON.stringify(
    [set.view, set.classes.length, width, experts, seed, await pixelsHash(set)],
    inOrder,
  );
  return (await sha256Of(new TextEncoder().encode(told))).slice(0, 32); // 128 bits name enough
}

/** Sorts the keys, since settings are equal in whatever order they were written. */
function inOrder(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function pixelsHash({ train }: CuratedSet): Promise<string> {
  const bytes = new Uint8Array(train.pixels.length + train.labels.length);
  bytes.set(train.pixels);
  bytes.set(train.labels, train.pixels.length);
  return sha256Of(bytes);
}
