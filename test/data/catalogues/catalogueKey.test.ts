import { expect, it } from 'vitest';
import { PackedIds, packIds } from '../../../src/data/bytes/packedIds.ts';
import { catalogueKey } from '../../../src/data/catalogues/catalogueKey.ts';

const ids = Array.from({ length: 300_000 }, (_, i) => `J${(i * 2_654_435_761) % 4_294_967_296}+${i}`);

it('is the same for the same galaxies in any order', () => {
  const key = catalogueKey('a.parquet', ids);
  expect(key).toMatch(/^a\.parquet 300000-[0-9a-f]{16}$/);
  expect(catalogueKey('a.parquet', [...ids].reverse())).toBe(key);
});

it('is the same for packed ids, which remember it when they come from a worker', () => {
  const named = [...ids.slice(0, 5000), 'Σ 12 — ngc', 'NGC 1300'];
  const packed = packIds(named);
  expect(catalogueKey('a', packed)).toBe(catalogueKey('a', named));
  const sent = new PackedIds(structuredClone(packed));
  expect(`a ${named.length}-${sent.fingerprint}`).toBe(catalogueKey('a', named));
});

it('differs by name, and by any one id', () => {
  const few = ids.slice(0, 50);
  const keys = new Set([catalogueKey('a', few), catalogueKey('b', few), catalogueKey('a', few.slice(1))]);
  for (let i = 0; i < few.length; i++) {
    keys.add(catalogueKey('a', few.toSpliced(i, 1, `${few[i]}0`)));
    keys.add(catalogueKey('a', few.toSpliced(i, 1, '')));
  }
  keys.add(catalogueKey('a', []));
  expect(keys.size).toBe(3 + 100 + 1);
});

it('gives catalogues of two short ids each a key of their own', () => {
  const keys = new Set<string>();
  for (let i = 0; i < 300; i++) {
    for (let j = i + 1; j < 300; j++) keys.add(catalogueKey('', [String(i), String(j)]));
  }
  expect(keys.size).toBe((300 * 299) / 2);
});
