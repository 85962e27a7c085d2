import { request } from '../../bytes/byteSource.ts';
import type { ReadableCatalogue } from '../../images/storedImage.ts';
import { openTable } from './tableCatalogue.ts';

/**
 * Opens a table that lies on this site, as one that was dropped: text (CSV, TSV, ECSV) or a VOTable, gzipped or not.
 *
 * @param origin of the page
 * @throws UnreadableError where it cannot be fetched or read
 */
export async function openTableOfUrl(
  { url, name }: { url: string; name: string },
  origin: string | undefined,
): Promise<ReadableCatalogue> {
  const bytes = await (await request(url, name)).blob();
  return openTable({ kind: 'table', name, file: new File([bytes], name) }, origin);
}
