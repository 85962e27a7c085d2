import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { keyOfCatalogue } from '../../../data/catalogues/catalogueKey.ts';
import type { KeptManifest } from '../../../data/kept/keptManifest.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import lines from '../../../ui/lists/lines.module.css';
import { NamedLine } from '../../../ui/lists/NamedLine.tsx';
import room from '../../../ui/room.module.css';
import type { IngestStore } from '../ingestStore.ts';
import { RecentWords } from './RecentWords.tsx';
import type { RecentStore } from './recentStore.ts';

interface RecentListProps {
  recent: RecentStore;
  ingest: IngestStore;
}

/** The catalogues kept in this browser: a click opens one as it was left. Nothing where there is none. */
export function RecentList({ recent, ingest }: RecentListProps) {
  const session = useSession();
  const { catalogues } = useStore(recent);
  const open = useStore(session.catalogue, s => s.catalogue);
  const isPromised = usePromise();
  const openKey = open && keyOfCatalogue(open);
  if (!catalogues || catalogues.length === 0) return null;
  return (
    <section className={room.part} aria-labelledby="recent-title">
      <h2 id="recent-title" className={room.title}>
        Recent
      </h2>
      <ul className={lines.list} aria-label="Recent catalogues">
        {catalogues.map(each => (
          <Line key={each.key} kept={each} isOpen={each.key === openKey} recent={recent} ingest={ingest} />
        ))}
      </ul>
      <p className={room.note}>
        Kept in this browser with map, columns and what you made of them.{isPromised === false && notPromised}
      </p>
    </section>
  );
}

const notPromised =
  ' The browser has not promised to keep it for good and may delete it when space is short: save the session of what you cannot lose.';

/** Whether the browser never deletes by itself what is kept; null until it says so, or where it does not. */
function usePromise(): boolean | null {
  const [isPromised, setPromised] = useState<boolean | null>(null);
  useEffect(() => {
    navigator.storage?.persisted?.().then(setPromised, () => {}); // a browser that does not say is none that refused
  }, []);
  return isPromised;
}

function Line({ kept, isOpen, recent, ingest }: RecentListProps & { kept: KeptManifest; isOpen: boolean }) {
  const { key, name, title = name } = kept;
  return (
    <NamedLine
      name={title}
      disabled={isOpen}
      onUse={() => void ingest.getState().open({ kind: 'kept', key, name })}
      onRename={wanted => recent.getState().rename(key, wanted)}
      onRemove={() => recent.getState().remove(key)}
    >
      <RecentWords kept={kept} isOpen={isOpen} />
    </NamedLine>
  );
}
