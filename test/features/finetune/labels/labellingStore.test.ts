import { expect, it } from 'vitest';
import type { FinetuneShelf } from '../../../../src/data/runs/finetuneRuns.ts';
import type { HandLabels } from '../../../../src/data/runs/handLabels.ts';
import { createLabellingStore } from '../../../../src/features/finetune/labels/labellingStore.ts';
import { createSession } from '../../../../src/session/session.ts';

it('says that labels given earlier could not be read, and takes them up once they can be', async () => {
  const kept: HandLabels = { catalogue: 'a', classes: ['p', 'q'], labels: new Map([['x', 1]]) };
  let answers = false;
  const shelf = {
    watch: () => () => undefined,
    async handLabels() {
      if (!answers) throw new Error('the storage does not answer');
      return kept;
    },
  } as unknown as FinetuneShelf;
  const session = createSession(() => 0);
  const labels = createLabellingStore(session, shelf).getState;
  await labels().open('a');
  expect(labels().hand.labels.size).toBe(0);
  expect(session.notices.getState().notices.map(({ sentence }) => sentence)).toEqual([
    'Labels given by hand earlier could not be read: the storage does not answer',
  ]);
  await labels().readAgain();
  expect(labels().hand.labels.size).toBe(0);
  answers = true;
  await labels().readAgain();
  expect([...labels().hand.labels]).toEqual([['x', 1]]);
});
