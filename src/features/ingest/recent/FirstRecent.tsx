import { ActionIcon, Button, UnstyledButton } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useStore } from 'zustand';
import lines from '../../../ui/lists/lines.module.css';
import type { IngestStore } from '../ingestStore.ts';
import classes from './FirstRecent.module.css';
import { RecentWords } from './RecentWords.tsx';
import type { RecentStore } from './recentStore.ts';

const shown = 3; // more would cover the map

interface FirstRecentProps {
  recent: RecentStore;
  ingest: IngestStore;
  /** Opens the whole list. */
  onAll(): void;
  onDismiss(): void;
}

/** On the first screen, over the embedded sky: the catalogues a person had open last. Nothing where there is none. */
export function FirstRecent({ recent, ingest, onAll, onDismiss }: FirstRecentProps) {
  const { catalogues } = useStore(recent);
  if (!catalogues || catalogues.length === 0) return null;
  return (
    <section className={classes.card} aria-labelledby="first-recent-title">
      <div className={classes.head}>
        <h2 id="first-recent-title" className={classes.title}>
          Recent
        </h2>
        <Button size="compact-xs" variant="subtle" onClick={onAll}>
          {catalogues.length > shown ? `All ${catalogues.length}` : 'Open the list'}
        </Button>
        <ActionIcon size="sm" aria-label="Dismiss the recent catalogues" onClick={onDismiss}>
          <IconX size={14} />
        </ActionIcon>
      </div>
      <ul className={lines.list} aria-label="Catalogues to go on with">
        {catalogues.slice(0, shown).map(kept => (
          <li key={kept.key} className={classes.line}>
            <UnstyledButton
              className={lines.use}
              title={kept.title ?? kept.name}
              onClick={() => void ingest.getState().open({ kind: 'kept', key: kept.key, name: kept.name })}
            >
              <RecentWords kept={kept} />
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
