import type { CatalogueSource } from '../../../contracts/ingest.ts';
import { request } from '../../bytes/byteSource.ts';
import type { ReadableCatalogue } from '../../images/storedImage.ts';
import { checkListed } from '../../remote/hosts.ts';
import { patientFetch } from '../../remote/patientFetch.ts';
import type { ReadJob } from '../parquet/parquetTable.ts';
import { openFitsImages } from '../survey/fitsCatalogue.ts';
import { openTable } from './tableCatalogue.ts';
import { isFitsName } from './tableName.ts';

/**
 * Opens a table by its address, as one that was dropped: text (CSV, TSV, ECSV), a VOTable or a FITS file, gzipped or not. It is fetched
 * whole.
 *
 * @param origin of the page
 * @throws UnreadableError where it cannot be fetched or read, or lies on a host the page may not ask
 */
export async function openTableOfUrl(
  source: Extract<CatalogueSource, { kind: 'url' }>,
  job: ReadJob,
  origin: string | undefined,
): Promise<ReadableCatalogue> {
  const { url, name } = source;
  const file = new File([await bytesOf(source)], name);
  if (!isFitsName(name)) return openTable({ kind: 'table', name, file }, origin);
  return openFitsImages({ kind: 'fits', name, files: [{ path: name, file }] }, job, origin);

  async function bytesOf({ remote }: typeof source): Promise<BlobPart> {
    if (!remote) return (await request(url, name)).blob();
    checkListed(url);
    return (await patientFetch({ url, name, page: remote.page })).bytes;
  }
}
