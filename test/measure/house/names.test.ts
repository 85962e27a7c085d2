import { describe, expect, it } from 'vitest';
import { exportedNames } from '../../../measure/house/exportedNames.ts';
import { exportsOnlyUsedAtHome } from '../../../measure/house/exportsUsedAtHome.ts';
import { namesWithTwoMeanings } from '../../../measure/house/nameMeanings.ts';
import { plantedSources } from './plantedSources.ts';

describe('exported names', () => {
  it('are those a file declares and exports itself', async () => {
    const files = await plantedSources({
      'src/a.ts': `export const [one, { two }] = [1, { two: 2 }];
        export function three() {}
        export class Four {}
        export type Five = 5;
        const six = 6;
        const seven = 7;
        export { six };
        export { other } from './b.ts';
        const eight = seven;`,
    });
    expect(exportedNames(files[0]).map(each => each.name)).toEqual([
      'one',
      'two',
      'three',
      'Four',
      'Five',
      'six',
    ]);
  });
});

describe('exports only used at home', () => {
  it('are those that no other file asks for', async () => {
    const files = await plantedSources({
      'src/a.ts': `export const alone = 1;
        export const asked = alone;
        export const renamed = 2;
        export const lazily = 3;
        export const whole = 4;
        export const tested = 5;
        export const passedOn = 6;
        export type Shape = number;
        export type Lonely = Shape;`,
      'src/b.ts': `import { asked, renamed as alone } from './a.ts';
        export { passedOn } from './a.ts';
        export const sum = asked + alone;`,
      'src/c.ts':
        "export const later = async (): Promise<import('./a.ts').Shape> => (await import('./a.ts')).lazily;",
      'src/d.ts':
        "import * as all from './a.ts';\nimport { sum } from './b.ts';\nexport const d = all.whole + sum;",
      'test/a.test.ts':
        "import { tested } from '../src/a.ts';\nimport { later } from '../src/c.ts';\nlater(tested);",
      'test/d.test.ts': "const { d } = await import('../src/d.ts');",
    });
    expect(exportsOnlyUsedAtHome(files)).toEqual([
      { path: 'src/a.ts', name: 'alone' },
      { path: 'src/a.ts', name: 'Lonely' },
    ]);
  });
});

describe('names with two meanings', () => {
  it('are declared differently by two files', async () => {
    const files = await plantedSources({
      'src/a.ts': 'export interface Column { name: string }\nexport function rows(): number { return 1; }\n',
      'src/b.ts': 'export interface Column { values: number[] }\n',
      'test/c.ts': 'export const rows = 3;\n',
    });
    expect(namesWithTwoMeanings(files)).toEqual([
      { name: 'Column', paths: ['src/a.ts', 'src/b.ts'] },
      { name: 'rows', paths: ['src/a.ts', 'test/c.ts'] },
    ]);
  });

  it('are not names passed on, overloads, copies, names of another case, or names that stay in their file', async () => {
    const files = await plantedSources({
      'src/a.ts': `export interface Matrix { rows: number }
        export function read(a: number): number;
        export function read(a: string): string;
        export function read(a: unknown): unknown { return a; }
        /** Sixty-four, and why. */
        export const side = 64;
        export const Both = 1;
        export type Both = typeof Both;`,
      'src/b.ts': `import type * as a from './a.ts';
        export { read } from './a.ts';
        export type Matrix = a.Matrix;
        export const matrix = 1;
        export const side = 64; // the same again
        const Both = 2;
        export const other = Both;`,
    });
    expect(namesWithTwoMeanings(files)).toEqual([]);
  });
});
