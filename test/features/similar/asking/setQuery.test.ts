import { expect, it } from 'vitest';
import { answerMask } from '../../../../src/features/similar/asking/answerMask.ts';
import { setVector } from '../../../../src/features/similar/asking/setQuery.ts';
import { separationArcsec } from '../../../../src/maths/catalogue/coordinates.ts';
import { rowMaskOf } from '../../../../src/maths/catalogue/rowMask.ts';
import { allRows, ramp } from '../../smallCatalogue.ts';

const set = (...rows: number[]) => ({ rows: Uint32Array.from(rows), words: 'some' });

it('asks by the mean, moved away from the mean of what is unlike', () => {
  const representation = { weights: 'w', components: ramp(10, 2), rows: allRows(10), complete: true }; // row i is (i, i)
  expect(setVector(representation, set(2, 4), null)[0]).toBeCloseTo(3, 3);
  expect(setVector(representation, set(2, 4), set(7))[1]).toBeCloseTo(3 + 0.5 * (3 - 7), 3);
  expect(() => setVector({ ...representation, rows: allRows(1) }, set(4), null)).toThrow(
    'none of the galaxies',
  );
});

it('leaves out what is filtered out, the set itself, and what is too near on the sky', () => {
  const catalogue = {
    rowCount: 4,
    raDeg: Float64Array.of(10, 10.0005, 10, Number.NaN),
    decDeg: Float64Array.of(60, 60, 60.5, Number.NaN),
  };
  const galaxy = { kind: 'galaxy', row: 0 } as const;
  expect(separationArcsec(10, 60, 10.0005, 60)).toBeCloseTo(0.9, 1); // cos 60° × 1.8″
  expect(answerMask(galaxy, catalogue, null, 0)).toBeUndefined();
  expect(answerMask(galaxy, catalogue, null, 1)).toEqual(Uint8Array.of(0, 0, 1, 1)); // itself is no answer anyway
  expect(answerMask(galaxy, catalogue, rowMaskOf([1, 2], 4), 0.5)).toEqual(Uint8Array.of(0, 1, 1, 0));
  const whole = { kind: 'set', like: set(1, 2), unlike: null } as const; // all that passes: the rest of the catalogue answers
  expect(answerMask(whole, catalogue, rowMaskOf([1, 2], 4), 0)).toEqual(Uint8Array.of(1, 0, 0, 1));
  expect(answerMask({ kind: 'set', like: set(1, 3), unlike: null }, catalogue, null, 0)).toEqual(
    Uint8Array.of(1, 0, 1, 0),
  );
});
