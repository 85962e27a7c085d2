import { expect, it } from 'vitest';
import { rowsInside } from '../../../../src/features/map/points/lassoRows.ts';
import { createRandom } from '../../../../src/maths/statistics/random.ts';

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

it('finds exactly what testing every galaxy against every edge finds, also where the line crosses itself', () => {
  const random = createRandom(8);
  const n = 20_000;
  const positions = Float32Array.from({ length: 2 * n }, () => random.normal());
  const rows = Uint32Array.from({ length: n }, (_, i) => n - 1 - i);
  for (let trial = 0; trial < 4; trial++) {
    const corners = Array.from({ length: 5 + 40 * trial }, () => [random.normal(), random.normal()] as const);
    const wanted: number[] = [];
    for (let i = 0; i < n; i++) {
      const [x, y] = [positions[2 * i], positions[2 * i + 1]];
      let within = false;
      corners.forEach(([toX, toY], k) => {
        const [fromX, fromY] = corners[(k + corners.length - 1) % corners.length];
        if (fromY > y !== toY > y && x < fromX + ((toX - fromX) * (y - fromY)) / (toY - fromY))
          within = !within;
      });
      if (within) wanted.push(rows[i]);
    }
    expect([...rowsInside({ rows, positions }, corners)]).toEqual(wanted.sort((a, b) => a - b));
  }
});
