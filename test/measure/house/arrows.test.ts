import { describe, expect, it } from 'vitest';
import { circlesOf } from '../../../measure/house/circles.ts';
import { importGraph } from '../../../measure/house/importGraph.ts';
import { upwardArrows } from '../../../measure/house/upwardArrows.ts';
import floors from '../../../scripts/floors.cjs';
import wings from '../../../scripts/wings.cjs';
import { withPlantedFiles } from './plantedSources.ts';

/** 'a b' stands for: a imports b. */
const imports = (...pairs: string[]) =>
  pairs.map(pair => {
    const [from, to] = pair.split(' ');
    return { from, to };
  });

describe('the graph of imports', () => {
  it('has imports of values, of types, and those made while running', async () => {
    const graph = await withPlantedFiles(
      {
        '.dependency-cruiser.cjs': 'module.exports = { options: { tsPreCompilationDeps: true } };',
        'tsconfig.json': '{"compilerOptions": {"allowImportingTsExtensions": true, "noEmit": true}}',
        'src/a.ts': "import { b } from './b.ts';\nimport type { C } from './c.ts';\nexport const a: C = b;\n",
        'src/b.ts': "import 'node:fs';\nexport const b = 1;\nexport const later = () => import('./c.ts');\n",
        'src/c.ts': 'export type C = number;\n',
      },
      root => importGraph(root, ['src']),
    );
    expect(graph).toHaveLength(3);
    expect(graph).toEqual(
      expect.arrayContaining(imports('src/a.ts src/b.ts', 'src/a.ts src/c.ts', 'src/b.ts src/c.ts')),
    );
  });
});

describe('circles', () => {
  it('are sets of files that all reach each other', () => {
    expect(circlesOf(imports('a b', 'b c', 'c b', 'c d', 'd e', 'a e'))).toEqual([['b', 'c']]);
    expect(circlesOf(imports('a b', 'b c', 'c a', 'x y', 'y x', 'a x'))).toEqual([
      ['a', 'b', 'c'],
      ['x', 'y'],
    ]);
  });

  it('that share a file are one, and a file that imports itself is one', () => {
    expect(circlesOf(imports('a b', 'b a', 'b c', 'c b'))).toEqual([['a', 'b', 'c']]);
    expect(circlesOf(imports('a a', 'a b'))).toEqual([['a']]);
  });

  it('are none where everything flows one way', () => {
    expect(circlesOf(imports('a b', 'a c', 'b d', 'c d'))).toEqual([]);
  });
});

describe('arrows upward', () => {
  const upward = (...pairs: string[]) =>
    upwardArrows(imports(...pairs), floors, wings).map(({ from, to }) => `${from} ${to}`);

  it.each([
    ['from a floor to one its line does not name', 'src/data/a.ts src/session/b.ts'],
    ['from the code to its tests', 'src/maths/linear/a.ts test/maths/b.ts'],
    ['from a wing to one above', 'src/maths/statistics/a.ts src/maths/layout/b.ts'],
    ['from a wing to one beside it', 'src/maths/statistics/a.ts src/maths/linear/b.ts'],
    ["from a wing to its floor's root above", 'src/sky/light/a.ts src/sky/simulateGalaxy.ts'],
    ['from a wing within a wing', 'src/data/weights/pickle/a.ts src/data/weights/shelf/b.ts'],
    ['from one feature to another', 'src/features/map/a.ts src/features/table/b.ts'],
  ])('go %s', (_, pair) => {
    expect(upward(pair)).toEqual([pair]);
  });

  it('are none to what stands below, nor from where all is allowed', () => {
    expect(
      upward(
        'src/data/runs/a.ts src/maths/linear/b.ts',
        'src/maths/layout/a.ts src/maths/statistics/b.ts',
        'src/sky/simulateGalaxy.ts src/sky/light/a.ts',
        'src/features/map/a.ts src/features/map/points/b.ts',
        'src/maths/linear/a.ts src/maths/linear/b.ts',
        'test/maths/a.ts src/app/b.ts',
      ),
    ).toEqual([]);
  });
});
