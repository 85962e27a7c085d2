import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withoutRowFilters } from '../../scripts/withoutRowFilters.mjs';

type Functions = Record<string, (...given: unknown[]) => unknown>;
type Transform = (code: string, id: string) => { code: string } | undefined;

describe('hyparquet without row filters', () => {
  const transform = withoutRowFilters().transform as unknown as Transform;
  const source = new URL('../../node_modules/hyparquet/src/', import.meta.url);
  let folder = '';
  /** The functions of one of hyparquet's files, as written and as the plugin leaves them. */
  const bothOf = async (file: string): Promise<[Functions, Functions]> => {
    const { pathname } = new URL(file, source);
    const left = transform(readFileSync(pathname, 'utf8'), `${pathname}?v=1`);
    const path = join(folder, file.replace('.js', '.mjs'));
    writeFileSync(path, left?.code ?? '');
    return [
      await import(/* @vite-ignore */ pathname),
      await import(/* @vite-ignore */ pathToFileURL(path).href),
    ];
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'filters-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it.each(['filter.js', 'bloom.js'])('keeps every name that %s exports', async file => {
    const [whole, left] = await bothOf(file);
    expect(Object.keys(left).sort()).toEqual(Object.keys(whole).sort());
  });

  it('answers as before where no filter is given, and throws where one is', async () => {
    const [whole, left] = await bothOf('filter.js');
    const group = { rowGroup: { columns: [] }, physicalColumns: [] };
    const filter = { redshift: { $gt: 1 } };
    for (const name of ['pathsNeededForFilter', 'columnsNeededForFilter']) {
      expect(left[name](undefined)).toEqual(whole[name](undefined));
      expect(() => left[name](filter)).toThrow(/left out/);
    }
    expect(left.canSkipRowGroup(group)).toBe(whole.canSkipRowGroup(group));
    expect(() => left.canSkipRowGroup({ ...group, filter })).toThrow(/left out/);
    expect(() => left.matchFilter({}, filter)).toThrow(/left out/);
  });

  it('leaves every other file as it is', () => {
    expect(transform('export function read() {}', '/node_modules/hyparquet/src/read.js')).toBeUndefined();
  });
});
