import { describe, expect, it } from 'vitest';
import { fileLengths } from '../../../measure/house/fileLengths.ts';
import { folderSizes } from '../../../measure/house/folderSizes.ts';
import { plantedSources } from './plantedSources.ts';

describe('sources', () => {
  it('are TypeScript and stylesheets of the folders asked for', async () => {
    const files = await plantedSources({
      'src/a.ts': 'export const a = 1;\n',
      'src/deep/B.tsx': '',
      'src/b.css': '',
      'src/types.d.ts': '',
      'src/data.json': '{}',
      'elsewhere/c.ts': '',
    });
    expect(files.map(file => file.path)).toEqual(['src/a.ts', 'src/b.css', 'src/deep/B.tsx']);
    expect(files.map(file => file.tree !== undefined)).toEqual([true, false, true]);
  });
});

describe('lengths of files', () => {
  it('are their lines', () => {
    const files = [3, 1, 2, 40].map((lines, i) => ({ path: `${i}.ts`, text: 'x\n'.repeat(lines) }));
    expect(fileLengths(files)).toEqual({
      files: 4,
      medianLines: 3,
      p90Lines: 40,
      longestFile: 40,
      longestFilePath: '3.ts',
    });
    expect(fileLengths([{ path: 'a.ts', text: 'no\nend' }]).longestFile).toBe(2);
  });

  it('leave one file of ten above the ninetieth part', () => {
    const files = Array.from({ length: 20 }, (_, i) => ({ path: `${i}.ts`, text: 'x\n'.repeat(i + 1) }));
    expect(fileLengths(files).p90Lines).toBe(18);
  });
});

describe('sizes of folders', () => {
  it('count the files directly in each', () => {
    const crowded = Array.from({ length: 26 }, (_, i) => `src/crowded/${i}.ts`);
    const beneath = Array.from({ length: 30 }, (_, i) => `src/airy/${i % 3}/${i}.ts`);
    const sizes = folderSizes([...beneath, ...crowded, 'src/airy/one.ts']);
    expect(sizes[0]).toEqual({ folder: 'src/crowded', files: 26 });
    expect(sizes.find(each => each.folder === 'src/airy')?.files).toBe(1);
  });
});
