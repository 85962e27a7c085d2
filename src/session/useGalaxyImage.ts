import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { OpenedCatalogue } from '../contracts/ingest.ts';
import { sentenceOf } from './notices.ts';
import { useSession } from './SessionContext.tsx';

/** An image, or why there is none. */
interface GalaxyImage {
  /** Object URL; undefined while it is fetched, null where there is none. */
  url: string | null | undefined;
  /** Why it could not be read. */
  failure?: string;
}

interface Fetched extends GalaxyImage {
  row: number;
  catalogue: OpenedCatalogue | null;
}

/** Image of a galaxy of the open catalogue; requests made at the same time are fetched in one call. */
export function useGalaxyImage(row: number | null): GalaxyImage {
  const session = useSession();
  const catalogue = useStore(session.catalogue, state => state.catalogue);
  const [fetched, setFetched] = useState<Fetched | null>(null);
  useEffect(() => {
    if (row === null) return;
    let wanted = true;
    const keep = (image: GalaxyImage) => {
      if (wanted) setFetched({ ...image, row, catalogue });
    };
    session.images.url(row).then(
      url => keep({ url }),
      (error: unknown) => keep({ url: null, failure: sentenceOf(error) }),
    );
    return () => {
      wanted = false;
    };
  }, [session, catalogue, row]);
  if (row === null) return { url: null };
  if (fetched?.row === row && fetched.catalogue === catalogue) return fetched;
  return { url: session.images.known(row) };
}
