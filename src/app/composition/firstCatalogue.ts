import type { IngestStore } from '../../features/ingest/ingestStore.ts';
import type { NoticesStore } from '../../session/notices.ts';

const asking = 'catalogue';

/**
 * Opens what the address asks for, `?catalogue=galaxies.parquet`, so that a page or a notebook can link to a catalogue beside
 * the app; the embedded sky where it asks for nothing, or where that cannot be opened. Once something else is opened, the
 * address no longer asks for it.
 *
 * @param page its `location`, `document` and `history`
 */
export async function openFirstCatalogue(
  ingest: IngestStore,
  notices: NoticesStore,
  page: Pick<Window, 'location' | 'document' | 'history'>,
): Promise<void> {
  const address = new URLSearchParams(page.location.search).get(asking);
  if (address === null) return ingest.getState().openSky();
  const { sourceOfUrl } = await import('../../features/ingest/sourceOfUrl.ts');
  const found = sourceOfUrl(address, page.document.baseURI);
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

function forget({ location, history }: Pick<Window, 'location' | 'history'>): void {
  const query = new URLSearchParams(location.search);
  query.delete(asking);
  const rest = query.size > 0 ? `?${query}` : '';
  history.replaceState(null, '', `${location.pathname}${rest}${location.hash}`);
}
