import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import extractTypeScript from 'dependency-cruiser/config-utl/extract-ts-config';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importGraph } from '../../measure/house/importGraph.ts';
import { type Offenders, offendersOf } from '../../measure/house/offenders.ts';
import { measuredFolders, readSources } from '../../measure/house/sources.ts';
import wings from '../../scripts/wings.cjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What the house figure counts and wants none of; first in this file, for the arrows below plant files among the sources. */
const goals = [
  'foldersOver25',
  'circles',
  'upwardArrows',
  'exportedNamesWithTwoMeanings',
  'docstringsWithoutShape',
  'exportsWithoutDocstring',
] as const satisfies (keyof Offenders)[];

describe('the goals of the house', () => {
  let offenders: Offenders;

  beforeAll(async () => {
    offenders = offendersOf(root, readSources(root), await importGraph(root, measuredFolders));
  }, 120_000);

  it.each(goals)('leave no %s', goal => expect(offenders[goal]).toEqual([]));
});

/** A file with one import, and the rule it breaks. */
type Violation = [path: string, code: string, rule: string];

const forbidden: Violation[] = [
  ['src/maths/planted/upward.ts', "import '../../rpc/client.ts';", 'maths-imports-only-maths'],
  ['src/maths/planted/package.ts', "import 'react';", 'maths-needs-no-package'],
  ['src/features/similar/planted/beside.ts', "import '../../map/mapStore.ts';", 'no-feature-imports-another'],
  [
    'src/data/planted/upward.ts',
    "import '../../session/session.ts';",
    'data-imports-only-data-maths-contracts',
  ],
  ['src/app/planted/tensors.ts', "import '@tensorflow/tfjs';", 'tfjs-stays-in-its-worker'],
  ['workers/planted/page.ts', "import 'react';", 'react-stays-in-the-page'],
  [
    'src/features/map/planted/sky.ts',
    "import '../../../sky/planted/star.ts';",
    'simulator-is-for-bake-and-tests',
  ],
];
const allowed = 'src/features/map/planted/session.ts';

/** For each wing but the top one: an import of a wing beside or above it. */
function wingViolations(): Violation[] {
  return Object.entries(wings).flatMap(([floor, rows]) =>
    rows.flatMap((row, level) =>
      row.flatMap((wing): Violation[] => {
        const other = rows
          .slice(level)
          .flat()
          .find(name => name !== wing && name !== '.');
        if (wing === '.' || !other) return []; // the top wing may import them all
        plant(`${floor}/${other}/planted/target.ts`, 'export const target = 1;');
        const code = `import '../../${other}/planted/target.ts';`;
        return [[`${floor}/${wing}/planted/wing.ts`, code, `wing-${floor.replace(/^src\//, '')}-${wing}`]];
      }),
    ),
  );
}

const planted = new Set<string>();
function plant(path: string, code: string): void {
  const file = join(root, path);
  planted.add(dirname(path));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, code);
}

/** Names of the rules that each planted file breaks: one run for all, for a run takes seconds. */
async function brokenRules(): Promise<Map<string, string[]>> {
  const options = await extractOptions(join(root, '.dependency-cruiser.cjs'));
  const { output } = await cruise(
    [...planted],
    { ...options, baseDir: root, validate: true },
    options.enhancedResolveOptions,
    { tsConfig: extractTypeScript(join(root, 'tsconfig.json')) },
  );
  const broken = new Map<string, string[]>();
  for (const { from, rule } of (output as ICruiseResult).summary.violations) {
    broken.set(from, [...(broken.get(from) ?? []), rule.name]);
  }
  return broken;
}

/** Folders that hold no code. */
const ignored = new Set(['fashion']);

describe('the arrows of the house', () => {
  let broken = new Map<string, string[]>();
  let betweenWings: Violation[] = [];

  beforeAll(async () => {
    plant('src/sky/planted/star.ts', 'export const star = 1;');
    for (const [path, code] of forbidden) plant(path, code);
    plant(allowed, "import '../../../session/session.ts';");
    betweenWings = wingViolations();
    for (const [path, code] of betweenWings) plant(path, code);
    broken = await brokenRules();
  }, 120_000);

  afterAll(() => {
    for (const folder of planted) rmSync(join(root, folder), { recursive: true, force: true });
  });

  it.each(forbidden)('%s with %s breaks %s', (path, _code, rule) => {
    expect(broken.get(path)).toContain(rule);
  });

  it('lets no wing import one beside or above it', () => {
    expect(betweenWings.length).toBeGreaterThan(20);
    for (const [path, , rule] of betweenWings) expect(broken.get(path), path).toEqual([rule]);
  });

  it('lets a feature import the session', () => {
    expect(broken.get(allowed)).toBeUndefined();
  });

  it('names every folder of a floor with wings', () => {
    for (const [floor, rows] of Object.entries(wings)) {
      const folders = readdirSync(join(root, floor), { withFileTypes: true })
        .filter(entry => entry.isDirectory() && !ignored.has(entry.name) && entry.name !== 'planted')
        .map(entry => entry.name);
      const named = rows.flat().filter(name => name !== '.');
      expect(named.sort(), floor).toEqual(folders.sort());
    }
  });
});
