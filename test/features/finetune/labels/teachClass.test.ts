import { expect, it } from 'vitest';
import type { FinetuneShelf } from '../../../../src/data/runs/finetuneRuns.ts';
import { createLabellingStore } from '../../../../src/features/finetune/labels/labellingStore.ts';
import { teachClass } from '../../../../src/features/finetune/labels/teachClass.ts';
import { createSession } from '../../../../src/session/session.ts';
import { smallCatalogue } from '../../smallCatalogue.ts';

const shelf = {
  handLabels: async () => undefined,
  putHandLabels: async () => undefined,
  watch: () => () => undefined,
} as Partial<FinetuneShelf> as FinetuneShelf;
const galaxies = (words: string, ...rows: number[]) => ({ words, rows: Uint32Array.from(rows) });

it('gives galaxies a class of their words: one not yet named, the same again, then one more', async () => {
  const session = createSession(() => 0);
  session.catalogue.getState().replace(smallCatalogue(9));
  const labelling = createLabellingStore(session, shelf);
  await labelling.getState().open('small');
  teachClass(session, { labelling }, galaxies('rings', 1, 2));
  teachClass(session, { labelling }, galaxies('bars', 3));
  teachClass(session, { labelling }, galaxies('rings', 4));
  teachClass(session, { labelling }, galaxies('mergers', 5));
  const { classes, labels } = labelling.getState().hand;
  expect(classes).toEqual(['rings', 'bars', 'mergers']);
  expect([...labels]).toEqual([
    ['g1', 0],
    ['g2', 0],
    ['g3', 1],
    ['g4', 0],
    ['g5', 2],
  ]);
  session.notices.getState().notices.at(-1)?.undo?.();
  expect(labelling.getState().hand.labels.has('g5')).toBe(false);
  teachClass(session, { labelling }, galaxies('mergers', 5));
  const { undo } = session.notices.getState().notices.at(-1)!;
  labelling.getState().label([6], 0); // by hand, before the notice has left
  undo?.();
  expect(labelling.getState().hand.labels.get('g6')).toBe(0);
  expect(session.notices.getState().notices.at(-1)?.sentence).toContain('one by one');
  for (const name of ['d', 'e', 'f', 'g', 'h', 'i', 'j'])
    teachClass(session, { labelling }, galaxies(name, 6));
  expect(labelling.getState().hand.classes).toHaveLength(9);
  expect(session.notices.getState().notices.at(-1)?.sentence).toContain('at most 9');
});
