import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import wings from '../../scripts/wings.cjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');

/** Rules broken within the folders, by name. */
function brokenRules(...folders: string[]): string[] {
  const { stdout } = spawnSync(process.execPath, [cruiser, ...folders, '--output-type', 'json'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64e6, // the report names every module
  });
  const report = JSON.parse(stdout) as {
    summary: { violations: { from: string; rule: { name: string } }[] };
  };
  return report.summary.violations.filter(v => v.from.includes('planted')).map(v => v.rule.name);
}

/** Folders that hold no code. */
const ignored = new Set(['fashion']);

const planted: string[] = [];
function plant(path: string, code: string): void {
  const file = join(root, path);
  planted.push(dirname(file));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, code);
}

afterEach(() => {
  for (const folder of planted.splice(0)) rmSync(folder, { recursive: true, force: true });
});

describe('the arrows of the house', () => {
  it.each([
    ['src/maths/planted/a.ts', "import '../../rpc/client.ts';", 'maths-imports-only-maths'],
    ['src/maths/planted/a.ts', "import 'react';", 'maths-needs-no-package'],
    ['src/features/similar/planted/a.ts', "import '../../map/mapStore.ts';", 'no-feature-imports-another'],
    ['src/data/planted/a.ts', "import '../../session/session.ts';", 'data-imports-only-data-maths-contracts'],
    ['src/app/planted/a.ts', "import '@tensorflow/tfjs';", 'tfjs-stays-in-its-worker'],
    ['workers/planted/a.ts', "import 'react';", 'react-stays-in-the-page'],
    [
      'src/features/map/planted/a.ts',
      "import '../../../sky/planted/star.ts';",
      'simulator-is-for-bake-and-tests',
    ],
  ])('%s with %s breaks %s', (path, code, rule) => {
    plant('src/sky/planted/star.ts', 'export const star = 1;');
    plant(path, code);
    expect(brokenRules(dirname(path))).toContain(rule);
  });

  it('lets no wing import one beside or above it', () => {
    const expected: string[] = [];
    const folders: string[] = [];
    for (const [floor, rows] of Object.entries(wings)) {
      rows.forEach((row, level) => {
        const beyond = rows.slice(level).flat();
        for (const wing of row) {
          const other = beyond.find(name => name !== wing && name !== '.');
          if (wing === '.' || !other) continue; // the top wing may import them all
          plant(`${floor}/${other}/planted/above.ts`, 'export const above = 1;');
          plant(`${floor}/${wing}/planted/below.ts`, `import '../../${other}/planted/above.ts';`);
          folders.push(`${floor}/${wing}/planted`);
          expected.push(`wing-${floor.replace(/^src\//, '')}-${wing}`);
        }
      });
    }
    expect(expected.length).toBeGreaterThan(20);
    expect(new Set(brokenRules(...folders))).toEqual(new Set(expected));
  });

  it('names every folder of a floor with wings', () => {
    for (const [floor, rows] of Object.entries(wings)) {
      const folders = readdirSync(join(root, floor), { withFileTypes: true }).filter(
        entry => entry.isDirectory() && !ignored.has(entry.name),
      );
      expect(
        rows
          .flat()
          .filter(name => name !== '.')
          .sort(),
        floor,
      ).toEqual(folders.map(f => f.name).sort());
    }
  });

  it('lets a feature import the session', () => {
    plant('src/features/map/planted/a.ts', "import '../../../session/session.ts';");
    expect(brokenRules('src/features/map/planted')).toEqual([]);
  });
});
