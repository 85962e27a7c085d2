import { useEffect, useState } from 'react';
import type { IngestStore } from '../ingestStore.ts';
import { RecentList } from './RecentList.tsx';
import type { RecentStore } from './recentStore.ts';

interface RecentProps {
  ingest: IngestStore;
  /** Loads the list of kept catalogues. */
  openRecent(): Promise<RecentStore>;
}

/** The catalogues kept in this browser, once they are read. */
export function Recent({ ingest, openRecent }: RecentProps) {
  const [recent, setRecent] = useState<RecentStore | null>(null);
  useEffect(() => {
    openRecent().then(setRecent, () => {}); // a part of the app that does not load is told by itself
  }, [openRecent]);
  return recent && <RecentList recent={recent} ingest={ingest} />;
}
