import { Button } from '@mantine/core';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { CatalogueSource } from '../../../contracts/ingest.ts';
import { formatBytes } from '../../../data/bytes/bytesText.ts';
import { type HubSet, hubSetPage, hubSets } from '../../../data/remote/hubSets.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import room from '../../../ui/room.module.css';
import classes from './HubSets.module.css';
import { createHubStore, type HubStore } from './hubStore.ts';

interface HubSetsProps {
  /** Opens a catalogue in place of the present one. */
  open(source: CatalogueSource): Promise<void>;
  /** For tests. Default: one that asks the hub. */
  store?: HubStore;
}

/** Real galaxies in one click: what each set is, how large, under which terms and whom to credit, before it is fetched. */
export function HubSets({ open, store: given }: HubSetsProps) {
  const session = useSession();
  const [store] = useState(() => given ?? createHubStore({ session, open }));
  return (
    <section className={room.part} aria-label="Real galaxies in one click">
      <h3 className={room.title}>Real galaxies in one click</h3>
      <p className={room.note}>
        Fetched from Hugging Face when you click, pictures as they are needed, and kept in this browser for
        the next visit.
      </p>
      <ul className={classes.sets}>
        {hubSets.map(set => (
          <OneSet key={set.key} set={set} store={store} />
        ))}
      </ul>
    </section>
  );
}

function OneSet({ set, store }: { set: HubSet; store: HubStore }) {
  const { asking, sizes, failures, open } = useStore(store);
  const bytes = set.byteLength ?? sizes[set.key];
  const facts = [
    set.galaxies && `${set.galaxies} galaxies`,
    bytes === undefined ? 'size asked first' : formatBytes(bytes),
    set.licence ?? 'licence on its page',
  ];
  const verb = bytes === undefined ? 'Ask its size' : 'Open';
  return (
    <li className={classes.set}>
      <h4 className={classes.title}>{set.title}</h4>
      <Button
        className={classes.button}
        size="compact-xs"
        variant="default"
        loading={asking === set.key}
        disabled={asking !== null && asking !== set.key}
        aria-label={`${verb}: ${set.title}`}
        onClick={() => void open(set)}
      >
        {verb}
      </Button>
      <p className={room.note}>{facts.filter(fact => fact !== undefined).join(' · ')}</p>
      <p className={`${room.note} ${classes.wide}`}>
        {set.about} {set.credit}.{' '}
        <a href={hubSetPage(set)} target="_blank" rel="noreferrer">
          Its page
        </a>
      </p>
      {failures[set.key] && (
        <p className={`${room.note} ${classes.wide}`} role="alert">
          {failures[set.key]}
        </p>
      )}
    </li>
  );
}
