import { expect, it } from 'vitest';
import { rowsInside } from '../../../../src/features/map/points/lassoRows.ts';

it('finds the galaxies inside a line, in whatever order they are drawn', () => {
  const rows = Uint32Array.of(7, 3, 5, 1);
  const positions = Float32Array.of(0.5, 0.5, 2, 2, 0.9, 0.1, 0.1, 0.9);
  const square = [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
  ] as const;
  expect([...rowsInside({ rows, positions }, square)]).toEqual([1, 5, 7]);
  const below = [
    [0, 0],
    [1, 0],
    [1, 1],
  ] as const; // the triangle under the diagonal, which (0.5, 0.5) lies on
  expect([...rowsInside({ rows, positions }, below)].filter(row => row !== 7)).toEqual([5]);
  expect([...rowsInside({ rows, positions }, [])]).toEqual([]);
});
