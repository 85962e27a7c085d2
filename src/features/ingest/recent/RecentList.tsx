import { IconDatabase } from '@tabler/icons-react';
import { useStore } from 'zustand';
import { catalogueKey } from '../../../data/catalogues/catalogueKey.ts';
import type { KeptManifest } from '../../../data/kept/keptManifest.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import lines from '../../../ui/lists/lines.module.css';
import { NamedLine } from '../../../ui/lists/NamedLine.tsx';
import room from '../../../ui/room.module.css';
import { formatGalaxies } from '../../../ui/text/quantity.ts';
import { sizeText } from '../../../ui/text/sizeText.ts';
import type { IngestStore } from '../ingestStore.ts';
import classes from './RecentList.module.css';
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
  const openKey = open && catalogueKey(open.name, open.ids);
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
      <p className={room.note}>Kept in this browser with map, columns and what you made of them.</p>
    </section>
  );
}

function Line({ kept, isOpen, recent, ingest }: RecentListProps & { kept: KeptManifest; isOpen: boolean }) {
  const { key, name, title = name, rowCount, bytes, seenMs, picture } = kept;
  const facts = [formatGalaxies(rowCount), sizeText(bytes), isOpen ? 'open now' : seenText(seenMs)];
  return (
    <NamedLine
      name={title}
      disabled={isOpen}
      onUse={() => void ingest.getState().open({ kind: 'kept', key, name })}
      onRename={wanted => recent.getState().rename(key, wanted)}
      onRemove={() => recent.getState().remove(key)}
    >
      {picture ? (
        <img className={classes.picture} src={picture} alt="" />
      ) : (
        <span className={classes.none}>
          <IconDatabase size={20} aria-hidden="true" />
        </span>
      )}
      <span className={lines.words}>
        <span className={room.word}>{title}</span>
        <span className={lines.facts}>{facts.join(' · ')}</span>
      </span>
    </NamedLine>
  );
}

/** "today 09:12", "3 November 2026". */
function seenText(milliseconds: number): string {
  const seen = new Date(milliseconds);
  if (seen.toDateString() === new Date().toDateString())
    return `today ${seen.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })}`;
  return seen.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
}
