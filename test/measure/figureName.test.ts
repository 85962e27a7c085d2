import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { figureName } from '../../measure/figureName.ts';

it.each(['distill', 'distill-fashion', 'distill-step'])('%s still names a figure that exists', former => {
  const present = figureName(former);
  expect(present).toBe(former.replace('distill', 'distil'));
  const source = readFileSync(new URL('../../measure/measure.ts', import.meta.url), 'utf8');
  expect(source).toMatch(new RegExp(`^  '?${present}'?: \\{`, 'm'));
});

it('a present name stays as it is', () => {
  expect(figureName('map')).toBe('map');
});
