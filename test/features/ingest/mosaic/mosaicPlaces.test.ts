import { expect, it } from 'vitest';
import { mosaicPlaces } from '../../../../src/features/ingest/mosaic/mosaicPlaces.ts';

const catalogue = {
  ids: ['field 00001', 'field 00002'],
  columns: [
    { kind: 'number' as const, source: '', name: 'mosaic x', values: Float32Array.of(10, 20) },
    { kind: 'number' as const, source: '', name: 'mosaic y', values: Float32Array.of(1, 2) },
    { kind: 'number' as const, source: '', name: 'kron radius', values: Float32Array.of(5, 6) },
  ],
};

it('marks the galaxies of the image they were cut from, and none on another', () => {
  const places = [
    { xPx: 10, yPx: 1, radiusPx: 5 },
    { xPx: 20, yPx: 2, radiusPx: 6 },
  ];
  expect(mosaicPlaces(catalogue, 'field.fits.gz')).toEqual(places);
  expect(mosaicPlaces(catalogue, 'field.png')).toEqual(places); // a picture of the same field
  expect(mosaicPlaces(catalogue, 'other.fits')).toBeNull();
  expect(mosaicPlaces(catalogue, 'field 2.fits')).toBeNull();
  expect(mosaicPlaces({ ...catalogue, ids: ['field 2 00001'] }, 'field.fits')).toBeNull();
  expect(mosaicPlaces({ ...catalogue, columns: [] }, 'field.fits')).toBeNull();
});
