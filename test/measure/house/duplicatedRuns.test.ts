import { describe, expect, it } from 'vitest';
import { duplicatedRuns } from '../../../measure/house/duplicatedRuns.ts';
import { plantedSources } from './plantedSources.ts';

/** As many different lines of code. */
const lines = (count: number, name = 'a') =>
  Array.from({ length: count }, (_, i) => `const ${name}${i} = ${i} + start;`).join('\n');
const found = async (files: Record<string, string>) => duplicatedRuns(await plantedSources(files));

describe('duplicated runs', () => {
  it('are six equal lines in two files', async () => {
    const files = {
      'src/a.ts': `const start = 1;\n${lines(6)}`,
      'src/b.ts': `// two\nconst start = 2;\n${lines(6)}\nrun();`,
    };
    expect(await found(files)).toEqual([
      { path: 'src/b.ts', line: 3, earlierPath: 'src/a.ts', earlierLine: 2, lines: 6 },
    ]);
  });

  it('are found whatever their indentation, comments and closing brackets', async () => {
    const indented = lines(6).replaceAll('\n', '\n\n  // a reason\n    ').replace('= 3', '=  /* three */ 3');
    expect(await found({ 'src/a.ts': lines(6), 'src/b.ts': `{ {\n${indented}\n}\n}` })).toHaveLength(1);
  });

  it('are as long as they can be, and count once at each place after the first', async () => {
    const runs = await found({ 'src/a.ts': lines(20), 'src/b.ts': lines(20), 'test/c.ts': lines(20) });
    expect(runs.map(run => [run.path, run.lines])).toEqual([
      ['src/b.ts', 20],
      ['test/c.ts', 20],
    ]);
  });

  it('may stand in one file', async () => {
    const runs = await found({ 'src/a.ts': `{\n${lines(8)}\n}\n{\n${lines(8)}\n}` });
    expect(runs.map(run => [run.line, run.earlierLine, run.lines])).toEqual([[12, 2, 8]]);
  });

  it('are not five lines, nor imports, nor lines that differ in a name', async () => {
    const imports = Array.from({ length: 9 }, (_, i) => `import { x${i} } from './x.ts';`).join('\n');
    expect(
      await found({
        'src/a.ts': `${imports}\n${lines(5)}\none();`,
        'src/b.ts': `${imports}\n${lines(5)}\ntwo();\n${lines(9, 'b')}`,
      }),
    ).toEqual([]);
  });
});
