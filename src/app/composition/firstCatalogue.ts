import type { LastCatalogue } from '../../data/kept/keptShelf.ts';
import type { IngestStore } from '../../features/ingest/ingestStore.ts';
import type { sourceOfUrl } from '../../features/ingest/sourceOfUrl.ts';
import type { NoticesStore } from '../../session/notices.ts';
import { skyKey } from '../address/hashState.ts';

const asking = 'catalogue';

/**
 * Opens what the address asks for, `?catalogue=galaxies.parquet`, so that a page or a notebook can link to a catalogue beside
 * the app; else what a link shows, `#catalogue=KEY`, or what was open last, where it is kept in this browser; else, or where that cannot be opened, the embedded sky.
 * Once something else is opened, the address no longer asks for it.
 *
 * @param page its `location`, `document` and `history`
 * @param last what was open last, where it is kept
 */
export async function openFirstCatalogue(
  ingest: IngestStore,
  notices: NoticesStore,
  page: Pick<Window, 'location' | 'document' | 'history'>,
  last: () => Promise<LastCatalogue | null>,
): Promise<void> {
  const address = new URLSearchParams(page.location.search).get(asking);
  const linked = new URLSearchParams(page.location.hash.slice(1)).get(asking);
  if (address === null && linked === skyKey) return ingest.getState().openSky();
  if (address === null) return openKept(ingest, linked ? ofLink(linked) : await last());
  const { sourceOfUrl: read } = await import('../../features/ingest/sourceOfUrl.ts');
  const found = fromHere(read(address, page.document.baseURI), address);
  if ('sentence' in found) {
    notices.getState().complain(`The catalogue of this address was not opened. ${found.sentence}`);
    forget(page);
    return ingest.getState().openSky();
  }
  await ingest.getState().open(found.source);
  if (ingest.getState().source !== found.source) {
    forget(page);
    const { opening, source } = ingest.getState();
    if (opening === null && source === null) await ingest.getState().openSky(); // the reason is told already
    return;
  }
  const stop = ingest.subscribe(({ source }) => {
    if (source === found.source) return;
    stop();
    forget(page);
  });
}

/** A link alone must not make the page ask another site: that takes a person's act. */
function fromHere(found: ReturnType<typeof sourceOfUrl>, address: string): ReturnType<typeof sourceOfUrl> {
  if ('sentence' in found || found.source.kind !== 'url' || !found.source.remote) return found;
  return {
    sentence: `The file is on another site, which is only asked when you say so: in the Data room, put ${address} under “Address”.`,
  };
}

/** The catalogue of a link, by its key: its name and a fingerprint. */
function ofLink(key: string): LastCatalogue {
  return { key, name: key.slice(0, Math.max(0, key.lastIndexOf(' '))) || key };
}

/** What was open last, or what a link shows, where it is kept; the embedded sky where nothing is, or where it cannot be read. */
async function openKept(ingest: IngestStore, last: LastCatalogue | null): Promise<void> {
  if (!last) return ingest.getState().openSky();
  await ingest.getState().open({ kind: 'kept', ...last });
  const { opening, source } = ingest.getState();
  if (opening === null && source === null) await ingest.getState().openSky(); // the reason is told already
}

function forget({ location, history }: Pick<Window, 'location' | 'history'>): void {
  const query = new URLSearchParams(location.search);
  query.delete(asking);
  const rest = query.size > 0 ? `?${query}` : '';
  history.replaceState(null, '', `${location.pathname}${rest}${location.hash}`);
}
