import { expect, it } from 'vitest';
import { slowestTests } from '../../scripts/slowestTests.mjs';

it('names the slowest files of tests, slowest first', () => {
  const files = [300, 12_340, 5_000].map((ms, i) => ({
    name: `/house/test/${i}.test.ts`,
    startTime: 1_000,
    endTime: 1_000 + ms,
  }));
  expect(slowestTests(files, '/house/', 2)).toEqual([
    '   12.3 s  test/1.test.ts',
    '    5.0 s  test/2.test.ts',
  ]);
  expect(slowestTests([], '/house')).toEqual([]);
});
