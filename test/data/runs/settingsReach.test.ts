import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDistilFolder } from '../../../bake/distilFolder.ts';
import type { DistilSettings } from '../../../src/contracts/distillation/distilSettings.ts';
import { fieldsOf, type SettingField } from '../../../src/data/runs/settingFields.ts';
import type { DistilMethod } from '../../../src/maths/distillation/distilMethods.ts';
import { createDistil } from '../../../workers/tensor/distil.ts';
import { useBackend } from '../../nets/device/nodeBackends.ts';
import { tinyRequest } from '../../workers/distilRequest.ts';

/** In which every constant has had its turn: only the cap of STM waits so long. */
const iterations = { stm: 20, mtt: 12, dm: 12 };
const manyRunsMs = 300_000; // some twenty of them, on a slow machine

/** Where every part of the methods has its turn within a few iterations: the next epoch's loss falls and rises, the cap goes up and stays, and the rate falls. */
function eventful(method: DistilMethod): DistilSettings {
  const { settings } = tinyRequest('any', method, iterations[method]);
  const { matching, experts } = settings;
  return {
    ...settings,
    start: 'real',
    experts: { ...experts, epochs: 4 },
    matching: {
      ...matching,
      ...{ lookEvery: 4, falling: 0, rising: 9, longestSeries: 8 },
      ...{ rateEvery: 2, rateFactor: 0.5, leastRate: 0.01, longestChange: 0.02 },
    },
  };
}

/** Values that show where the next one up would not. */
const telling: Record<string, number> = {
  'Falling λ': 9,
  Rising: 0,
  'Least rate': 0.6,
  'Longest change': 0.001,
  'Longest series': 14,
};

function another(field: SettingField, settings: DistilSettings): number {
  const now = field.get(settings);
  if (field.label in telling) return telling[field.label];
  if (field.whole) return now + 1;
  return now === 0 ? 0.1 : now / 2;
}

let folder: string;

/** All that a run shows: how long its experts take, its iterations, its images and how they are judged. */
async function shownBy(key: string, method: DistilMethod, settings: DistilSettings, judged: boolean) {
  const worker = createDistil(createDistilFolder(folder), () => 0);
  const begun = await worker.startDistillation({ ...tinyRequest(key, method, iterations[method]), settings });
  await worker.trainExperts();
  const { iterations: made, frame, stepSizes } = await worker.distil(1);
  const rows = [];
  for (const contender of judged ? (['synthetic', 'random', 'full'] as const) : []) {
    const { accuracies, recipe } = await worker.evaluate(contender, 'convnet');
    rows.push({ accuracies, recipe });
  }
  await worker.endDistillation();
  return { epochs: begun.expertEpochsWanted, made, images: Array.from(frame.images), stepSizes, rows };
}

describe.each(['stm', 'mtt', 'dm'] as const)('settings of %s', method => {
  beforeAll(() => useBackend('wasm'));
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'settings-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it(
    'each change what comes of a run',
    async () => {
      const settings = eventful(method);
      const usual = new Map<boolean, Awaited<ReturnType<typeof shownBy>>>();
      const idle: string[] = [];
      for (const [at, field] of fieldsOf(method).entries()) {
        const judged = field.group === 'evaluation';
        if (!usual.has(judged)) usual.set(judged, await shownBy(`usual ${judged}`, method, settings, judged));
        const changed = field.set(settings, another(field, settings));
        const shown = await shownBy(`changed ${at}`, method, changed, judged);
        if (JSON.stringify(shown) === JSON.stringify(usual.get(judged))) idle.push(field.label);
      }
      expect(idle).toEqual([]);
    },
    manyRunsMs,
  );
});
