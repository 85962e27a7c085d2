import { describe, expect, it } from 'vitest';
import type { Column } from '../../../src/contracts/column.ts';
import { packIds } from '../../../src/data/bytes/packedIds.ts';
import { findIds, uniqueIds } from '../../../src/data/catalogues/galaxyIds.ts';
import { findSkyPositions } from '../../../src/data/catalogues/skyPosition.ts';

const text = (name: string, ...values: string[]): Column => ({ kind: 'text', name, source: '', values });
const numbers = (name: string, ...values: number[]): Column => ({
  kind: 'number',
  name,
  source: '',
  values: Float64Array.from(values),
});

describe('ids', () => {
  it('come from the surest name, in any case, and never from fractions', () => {
    const columns = [text('name', 'n'), text('OBJID', 'o'), numbers('id', 0.5)];
    expect(findIds(columns, 1)).toEqual({ ids: packIds(['o']), column: 'OBJID', problems: [] });
    expect([...findIds([numbers('galaxy_id', 17)], 1).ids]).toEqual(['17']);
  });

  it('are row numbers where there is no such column', () => {
    expect(findIds([text('z', 'a')], 3)).toEqual({ ids: packIds(['0', '1', '2']), problems: [] });
  });

  it('are made unique without ever taking one that is there', () => {
    const { ids, problems } = uniqueIds(['a', 'a', 'a-2', null, 'a', '', 'row 3'], 'x');
    expect([...ids]).toEqual(['a', 'a-3', 'a-2', 'row 3-2', 'a-4', 'row 5', 'row 3']);
    expect(new Set(ids).size).toBe(ids.length);
    expect(problems).toHaveLength(2);
  });
});

describe('positions on the sky', () => {
  it('are found by name, wrapped into [0, 360), and left out where they are off the sky', () => {
    const found = findSkyPositions([numbers('RAJ2000', -10, 360, 400, 5), numbers('DEJ2000', 1, 2, 3, 91)]);
    expect(found?.raDeg).toEqual(Float64Array.of(350, 0, Number.NaN, Number.NaN));
    expect(found?.decDeg).toEqual(Float64Array.of(1, 2, Number.NaN, Number.NaN));
    expect(found?.problems[0]).toMatchObject({ row: 2 });
    expect(found?.problems[0].sentence).toContain(
      '2 rows have a position off the sky, the first in row 2 (RAJ2000 = 400',
    );
  });

  it('are absent without such columns or values', () => {
    expect(findSkyPositions([numbers('ra', 1)])).toBeUndefined();
    expect(findSkyPositions([numbers('ra', Number.NaN), numbers('dec', 1)])).toBeUndefined();
  });
});
