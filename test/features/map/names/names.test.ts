import { describe, expect, it } from 'vitest';
import type { Column } from '../../../../src/contracts/column.ts';
import type { NamedRegion } from '../../../../src/contracts/map.ts';
import { namingColumns, tellingColumns } from '../../../../src/features/map/names/namingColumns.ts';
import { placedNames } from '../../../../src/features/map/names/placedNames.ts';
import { createRandom } from '../../../../src/maths/statistics/random.ts';
import { createMapWorker } from '../../../../workers/map/mapWorker.ts';

const numbers = (name: string, values: number[], more: Partial<Column> = {}) =>
  ({ kind: 'number', name, source: 'file', values: Float32Array.from(values), ...more }) as Column;

describe('namingColumns', () => {
  it('takes what describes galaxies, and says it in their words', () => {
    const found = namingColumns([
      numbers('ra', [1.5, 2.5, 3.5, 4]),
      numbers('objid', [1.5, 2.5, 3.5, 4]),
      numbers('ring', [0, 1, 1, 0]),
      numbers('stage', [3, 5, 5, 3]),
      numbers('redshift', [0.1, 0.2, 0.3, 1.4]),
      numbers('Class4.1', [0.1, 0.2, 0.3, 0.4], { label: 'Spiral arms' }),
      numbers('Class4.2', [0.1, 0.2, 0.3, 0.4], { label: 'No spiral arms' }),
      numbers('similarity', [0.1, 0.2, 0.3, 0.4], { source: 'similar' }),
    ]);
    const words = found.map(column => (column.kind === 'words' ? column.words : column.word));
    expect(words).toEqual([[null, 'ring'], ['stage 3', 'stage 5'], 'redshift', 'spiral arms']);
  });

  it('says of which column a number is that a class is called', () => {
    const codes = Uint8Array.of(0, 1, 2, 1);
    const column = { kind: 'category', name: 'arm_count', source: 'finetune', codes } as const;
    const [found] = namingColumns([{ ...column, categories: ['2', '3', 'many'] } as Column]);
    expect(found).toMatchObject({ words: ['arm count 2', 'arm count 3', 'many'] });
  });

  it('speaks in words where names are codes, and says no number of a cluster', () => {
    const words = (name: string, source: string, categories: string[]): Column => ({
      ...{ kind: 'category', name, source, categories, codes: Uint8Array.of(0, 1, 0, 1) },
    });
    const found = namingColumns([
      words('oddity', 'simulation', ['none', 'saturatedStar', 'edge-on']),
      words('cluster', 'clusters', ['Cluster 1', 'Blue spirals']),
      numbers('latent x', [0.5, 1.5, 2.5, 3.5], { source: 'clusters' }),
      numbers('effective_radius_arcsec', [0.5, 1.5, 2.5, 3.5]),
    ]);
    expect(found.map(column => (column.kind === 'words' ? column.words : column.word))).toEqual([
      [null, 'saturated star', 'edge-on'],
      [null, 'Blue spirals'],
      'effective radius',
    ]);
  });

  it('has the same columns to tell by when a room publishes a colour', () => {
    const own = [numbers('ra', [1.5, 2.5]), numbers('redshift', [0.1, 0.2])];
    const coloured = [...own, numbers('similarity', [0.1, 0.2], { source: 'similar' })];
    expect(tellingColumns(coloured)).toEqual([own[1]]);
    expect(tellingColumns(coloured)[0]).toBe(tellingColumns(own)[0]);
  });
});

describe('placedNames', () => {
  const size = { width: 800, height: 600 };
  const region = (words: string, scale: number, x: number, y: number, galaxies = 100): NamedRegion => ({
    scale,
    words,
    factor: 2,
    p: 0,
    galaxies,
    x,
    y,
    box: { minX: 0, minY: 0, maxX: 1, maxY: 1 },
  });
  const camera = { x: 0, y: 0, zoom: 0 };

  it('lets the larger of two that overlap stand, and none beyond the edge', () => {
    const regions = [
      region('spiral', 0, 0, 0, 50),
      region('smooth', 0, 20, 10, 80),
      region('odd', 0, 395, 0),
    ];
    expect(
      placedNames(regions, camera, size, { octavesBeyondFit: 0, covered: [] }).map(name => name.region.words),
    ).toEqual(['smooth']);
  });

  it('names nothing under the legend', () => {
    const regions = [region('spiral', 0, 0, 0)];
    const at = (left: number) => {
      const covered = { left, top: 200, right: left + 100, bottom: 300 };
      return placedNames(regions, camera, size, { octavesBeyondFit: 0, covered: [covered] }).length;
    };
    expect(at(350)).toBe(0);
    expect(at(500)).toBe(1);
  });

  it('names finer parts on a nearer map', () => {
    const regions = [region('spiral', 0, -200, 0), region('barred', 1, 100, 0), region('ring', 2, 100, 200)];
    const shown = (octaves: number) =>
      placedNames(regions, camera, size, { octavesBeyondFit: octaves, covered: [] }).map(
        name => name.region.words,
      );
    expect(shown(-0.5)).toEqual(['spiral']);
    expect(shown(2)).toEqual(['barred', 'spiral']);
    expect(shown(4)).toEqual(['ring', 'barred', 'spiral']);
  });
});

describe('names of the map worker', () => {
  it('finds two heaps and what each is made of', async () => {
    const random = createRandom(6);
    const n = 1200;
    const codes = new Uint8Array(n);
    const positions = new Float32Array(2 * n);
    for (let i = 0; i < n; i++) {
      const right = i % 3 === 0;
      codes[i] = random.uniform() < 0.9 ? Number(right) : Number(!right);
      positions[2 * i] = (right ? 8 : -8) + random.normal();
      positions[2 * i + 1] = random.normal();
    }
    const found = await createMapWorker(() => 0).names(positions, [
      { kind: 'words', words: ['smooth', 'spiral'], codes },
    ]);
    const widest = found.filter(each => each.scale === 0).sort((a, b) => a.x - b.x);
    expect(widest.map(each => each.words)).toEqual(['smooth', 'spiral']);
    expect(Math.abs(widest[1].x - 8)).toBeLessThan(1);
    expect(widest[1].factor).toBeCloseTo(0.9 / (0.3 + 0.1 / 3), 0);
    expect(widest[0].galaxies).toBe(800);
  });
});
