import { beforeAll, describe, expect, it } from 'vitest';
import { docstringsWithoutShape, statesShape } from '../../../measure/house/docstringShapes.ts';
import { readSources } from '../../../measure/house/sources.ts';
import { withPlantedFiles } from './plantedSources.ts';

describe('a shape', () => {
  it.each([
    '(n, d) row-major',
    'of (n) numbers',
    '(galaxies)',
    '(batch, h, w, 3)',
    '(2 k, n + 1)',
    '(rows × columns)',
  ])('is stated by "%s"', text => expect(statesShape(text)).toBe(true));

  it.each([
    'one a galaxy',
    'n, d',
    '(default)',
    '(Walmsley et al. 2022)',
    '(Efron, 1987)',
    '(see the card, below it)',
    '()',
  ])('is not stated by "%s"', text => expect(statesShape(text)).toBe(false));
});

/** What is planted, by what it is planted for: each a file of its own. */
const shapeless: Record<string, string> = {
  'a parameter': '/** Sum. */ export function sum(values: Float32Array): number { return values[0]; }',
  'a result that is inferred': '/** Zeros. */ export const zeros = () => new Uint32Array(3);',
  'no docstring at all': 'export async function read(): Promise<Float64Array | null> { return null; }',
  'arrays of arrays': 'export function all(lists: readonly Int8Array[]): void {}',
  'a matrix': 'interface Matrix { values: number[] } export function whiten(m: Matrix): void {}',
  'another name for a typed array': 'type Rows = Uint32Array; export function of(rows?: Rows): void {}',
};
const inOrder: Record<string, string> = {
  'a shape':
    '/** Sum of (n) numbers. */ export function sum(values: Float32Array): number { return values[0]; }',
  'a shape on two lines': '/**\n * Of (n,\n * d).\n */\nexport const zeros = () => new Uint32Array(3);',
  'a shape at the parameter': 'export function sum(\n  /** (n, d) */\n  values: Float32Array): void {}',
  'no numbers': 'export function name(list: number[]): string { return list.join(); }',
  'a function that stays in its file':
    'function sum(values: Float32Array): void {}\nsum(new Float32Array(1));',
  'bytes by name': 'export function hash(fileBytes: Uint8Array): number { return fileBytes[0]; }',
  'bytes by word':
    '/** A file of many bytes. */ export function file(): Uint8Array { return new Uint8Array(1); }',
};

describe('docstrings without a shape', () => {
  let found: string[] = [];
  beforeAll(async () => {
    const planted = Object.entries({ ...shapeless, ...inOrder });
    await withPlantedFiles(
      Object.fromEntries(planted.map(([why, code]) => [`src/${why}.ts`, code])),
      root => {
        found = docstringsWithoutShape(root, readSources(root, ['src'])).map(each => each.path);
      },
    );
  }, 60_000);

  it.each(Object.keys(shapeless))('are found with %s', why => expect(found).toContain(`src/${why}.ts`));

  it.each(Object.keys(inOrder))('are not found with %s', why => expect(found).not.toContain(`src/${why}.ts`));
});
