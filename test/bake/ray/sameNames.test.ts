import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { idNames } from '../../../src/data/tables/idNames.ts';

const textOf = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const galaxies = textOf('bake/ray/morphospace_bake/read/galaxies.py');
const layout = textOf('bake/ray/morphospace_bake/write/layout.py');
const writer = textOf('src/data/tiles/tiledWriter.ts');

/** All that stands between quotes, word by word. */
const wordsIn = (text: string | undefined) =>
  [...(text ?? '').matchAll(/["']([^"']*)["']/g)].flatMap(([, quoted]) => quoted.trim().split(' '));
const numberIn = (text: string, pattern: RegExp) =>
  Number(pattern.exec(text)?.[1].replaceAll('_', '') ?? 'none');

describe('what the Ray bake repeats of the app', () => {
  it('are the names of ids, in their order', () => {
    expect(wordsIn(/^ID_NAMES = \(([^)]*)\)/m.exec(galaxies)?.[1])).toEqual(idNames);
  });

  it('are the names of images, in their order', () => {
    const roles = textOf('src/data/catalogues/parquet/parquetRoles.ts');
    const ours = wordsIn(/^const imageNames = \[([^\]]*)\]/m.exec(roles)?.[1]);
    expect(ours).toContain('image');
    expect(wordsIn(/^IMAGE_NAMES = (.*)\.split/m.exec(galaxies)?.[1])).toEqual(ours);
  });

  it('are the rows of a table and of its row groups', () => {
    const rows = numberIn(writer, /rowsPerTable: ([\d_]+)/);
    expect(rows).toBeGreaterThan(0);
    expect(numberIn(layout, /^ROWS_PER_TABLE = ([\d_]+)/m)).toBe(rows);
    expect(numberIn(layout, /^ROWS_PER_GROUP = ([\d_]+)/m)).toBe(
      numberIn(writer, /^const rowsPerGroup = ([\d_]+)/m),
    );
  });
});
