import { Button } from '@mantine/core';
import { useStore } from 'zustand';
import type { Keepsake } from '../../../data/sets/keptSet.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import { modeOfKeys } from '../../../session/sets/galaxySet.ts';
import lines from '../../../ui/lists/lines.module.css';
import { NamedLine } from '../../../ui/lists/NamedLine.tsx';
import room from '../../../ui/room.module.css';
import { formatCount } from '../../../ui/text/quantity.ts';
import type { FilterPanelStore } from '../filters/filterPanelStore.ts';
import { wordsOfFilter } from '../filters/filterWords.ts';
import classes from './Keepsakes.module.css';
import type { KeepsakesStore } from './keepsakesStore.ts';

/** Sets and filters kept with the catalogue: a click selects or applies one. */
export function Keepsakes({ store, panel }: { store: KeepsakesStore; panel: FilterPanelStore }) {
  const { selection, filters: passing } = useSession();
  const { sets, filters, keepSelection, keepFilters, rowsOf } = useStore(store);
  const many = useStore(selection, s => s.rows.length);
  const applied = useStore(passing, s => s.filters);
  return (
    <section className={room.part} aria-labelledby="kept-title">
      <h2 id="kept-title" className={room.title}>
        Kept with this catalogue
      </h2>
      {sets.length + filters.length === 0 && (
        <p className={room.note}>
          Keep a selection or filters here; they are there again at your next visit.
        </p>
      )}
      <ul className={lines.list}>
        {sets.map(set => (
          <Line
            key={set.key}
            store={store}
            kept={set}
            what={`${formatCount(set.ids.length)} · ${set.words}`}
            onUse={keys => {
              const { chooseMany, mode } = selection.getState();
              chooseMany(rowsOf(set), set.name, modeOfKeys(keys, mode));
            }}
          />
        ))}
        {filters.map(each => (
          <Line
            key={each.key}
            store={store}
            kept={each}
            what={`filters · ${each.filters.map(wordsOfFilter).join(' and ')}`}
            onUse={() => panel.getState().putAll(each.filters)}
          />
        ))}
      </ul>
      <div className={room.line}>
        <Button size="compact-xs" variant="default" disabled={many === 0} onClick={() => keepSelection()}>
          Keep the selection
        </Button>
        <Button
          size="compact-xs"
          variant="default"
          disabled={applied.length === 0}
          onClick={() => keepFilters(applied.map(wordsOfFilter).join(' and '))}
        >
          Keep the filters
        </Button>
      </div>
    </section>
  );
}

interface LineProps {
  store: KeepsakesStore;
  kept: Keepsake;
  /** What it holds, in words. */
  what: string;
  onUse(keys: { shiftKey: boolean; altKey: boolean }): void;
}

function Line({ store, kept, what, onUse }: LineProps) {
  const { rename, remove } = store.getState();
  return (
    <NamedLine
      name={kept.name}
      title={what}
      onUse={onUse}
      onRename={name => rename(kept.key, name)}
      onRemove={() => remove(kept.key)}
    >
      <span className={`${classes.name} ${room.word}`}>{kept.name}</span>
      <span className={`${classes.what} ${room.word}`}>{what}</span>
    </NamedLine>
  );
}
