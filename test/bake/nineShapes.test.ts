import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { nineShapes } from '../../bake/nineShapes.ts';
import type { Column } from '../../src/contracts/column.ts';
import { tableToJoin } from '../../src/data/catalogues/tables/galaxyJoin.ts';
import { chooseCurated } from '../../src/data/runs/curatedSet.ts';
import { curationPresets } from '../../src/data/runs/curationPresets.ts';
import { createRandom } from '../../src/maths/statistics/random.ts';

const names = [1.1, 1.2, 2.1, 2.2, 3.1, 3.2, 4.1, 4.2, 6.1, 7.1, 7.2, 7.3, 9.1, 9.3].map(n => `Class${n}`);

describe('the nine classes of the distillation paper', () => {
  it('are found in a catalogue without votes once a table of them is joined', async () => {
    const random = createRandom(7);
    const ids = Array.from({ length: 3000 }, (_, i) => `galaxy ${i}`);
    // Every third galaxy was voted on; its one class has a share of 0.8 on the way to it, the rest 0.1.
    const leading = ['9.3', '9.1', '3.1 4.2', '3.1 4.1', '3.2 4.2', '3.2 4.1', '7.3', '7.2', '7.1'];
    const voted = ids.flatMap((id, i) => (i % 3 === 0 ? [{ id, label: random.integer(9) }] : []));
    const rows = voted.map(({ id, label }) => {
      const high = new Set(leading[label].split(' ').map(n => `Class${n}`));
      return [id, ...names.map(name => (high.has(name) ? 0.8 : 0.1))].join();
    });
    const file = new File([`id,${names.join()}\n${rows.join('\n')}\n`], 'votes.csv');
    const weak: Column = {
      name: 'weak_class',
      kind: 'number',
      source: 'test',
      values: new Float32Array(ids.length),
    };
    expect(curationPresets([weak])).toEqual([]);
    const { byId } = await tableToJoin(file, { ids, taken: new Set(['weak_class']) });
    if ('why' in byId) throw new Error(byId.why);
    const columns = [weak, ...byId.columns];
    const preset = curationPresets(columns).find(({ classes }) => classes.length === 9)!;
    const { found } = chooseCurated({ ...preset, perClass: 5 }, ids, columns);
    expect([...found]).toEqual(leading.map((_, label) => voted.filter(each => each.label === label).length));
  });

  it.skipIf(!existsSync(new URL('../../../shared/galaxies/more/gz2-votes.parquet', import.meta.url)))(
    'have eighty real galaxies each to train on',
    async () => {
      const { classes, train, validation, test } = await nineShapes({
        view: { sidePx: 16, cropFraction: 0.6 },
      });
      expect(classes).toHaveLength(9);
      for (const [part, count] of [
        [train, 80],
        [validation, 11],
        [test, 23],
      ] as const) {
        const perClass = classes.map((_, label) => part.labels.filter(own => own === label).length);
        expect(perClass).toEqual(classes.map(() => count));
      }
    },
  );
});
