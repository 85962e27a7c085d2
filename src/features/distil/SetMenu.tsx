import { Select } from '@mantine/core';
import { useStore } from 'zustand';
import { sentenceOf } from '../../session/notices.ts';
import { useSession } from '../../session/SessionContext.tsx';
import type { DistilStore } from './distilStore.ts';
import { keyOf, runId } from './gallery/shownSet.ts';

/** Which prototypes are on show: those that come with the app, and the runs of this browser. */
export function SetMenu({ store }: { store: DistilStore }) {
  const { notices } = useSession();
  const shipped = useStore(store.gallery, s => s.shipped);
  const chosen = useStore(store.gallery, s => s.chosen);
  const runs = useStore(store.runs, s => s.runs);
  const open = useStore(store.runs, s => s.open);
  const own = runs.map(({ key, title }) => ({ value: runId(key), label: title }));
  if (open && !own.some(({ value }) => value === runId(open.request.key))) {
    own.unshift({ value: runId(open.request.key), label: open.request.title });
  }
  async function choose(id: string): Promise<void> {
    const key = keyOf(id);
    if (key === undefined) return store.gallery.getState().choose(id);
    await store.showRun(key);
  }
  return (
    <Select
      size="xs"
      style={{ flex: 1, minWidth: 0 }}
      aria-label="Prototype set"
      placeholder="No set yet"
      allowDeselect={false}
      data={[
        ...(own.length > 0 ? [{ group: 'Made in this browser', items: own }] : []),
        {
          group: 'Shipped with the app',
          items: shipped.map(({ id, title }) => ({ value: id, label: title })),
        },
      ]}
      value={chosen}
      onChange={id => {
        if (id) choose(id).catch((error: unknown) => notices.getState().complain(sentenceOf(error)));
      }}
    />
  );
}
