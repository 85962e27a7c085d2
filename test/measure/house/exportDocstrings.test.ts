import { beforeAll, describe, expect, it } from 'vitest';
import { exportsWithoutDocstring } from '../../../measure/house/exportDocstrings.ts';
import { plantedSources } from './plantedSources.ts';

const silent: Record<string, string> = {
  'a function': 'export function planted(): void {}',
  'a class': 'export class planted {}',
  'an interface': 'export interface planted { a: number }',
  'a type': 'export type planted = number;',
  'a constant': 'export const planted = 25;',
  'a constant with a reason': 'export const planted = 25; // as many as fit',
  'a line comment before it': '// Planted.\nexport const planted = 25;',
  'an empty docstring': '/** */\nexport const planted = 25;',
  'the docstring of what stands before': '/** Another. */\nconst other = 1;\nexport const planted = other;',
  'a docstring behind the word export': 'export /** Planted. */ interface planted { a: number }',
  'an export at the end': 'const planted = 25;\nexport { planted };',
};
const documented: Record<string, string> = {
  'a docstring': '/** Planted. */\nexport function planted(): void {}',
  'a docstring of a constant': '/** Planted. */\nexport const planted = 25;',
  'a docstring of tags alone': '/** @returns nothing */\nexport function planted(): void {}',
  'a docstring of one overload':
    '/** Planted. */\nexport function planted(a: number): void;\nexport function planted(a: unknown): void {}',
  'no export': 'function planted(): void {}',
  'a name passed on': "export { planted } from './elsewhere.ts';",
};

describe('exports without a docstring', () => {
  let found: string[] = [];
  beforeAll(async () => {
    const planted = Object.entries({ ...silent, ...documented });
    const files = planted.map(([why, code]) => [`src/${why}.ts`, code]);
    const sources = await plantedSources({
      ...Object.fromEntries(files),
      'test/helper.ts': 'export const planted = 1;',
    });
    found = exportsWithoutDocstring(sources).map(({ path, name }) => `${path} ${name}`);
  });

  it.each(Object.keys(silent))('are found: %s', why => expect(found).toContain(`src/${why}.ts planted`));

  it.each(Object.keys(documented))('are not found: %s', why =>
    expect(found).not.toContain(`src/${why}.ts planted`),
  );

  it('are not looked for in tests', () => expect(found).not.toContain('test/helper.ts planted'));
});
