import type { CatalogueSource } from '../../contracts/ingest.ts';
import { isFitsName, isTableName } from '../../data/catalogues/tables/tableName.ts';
import { isListed, refusalOf } from '../../data/remote/hosts.ts';

/**
 * A catalogue on this site, or on another host the page may ask, by its address.
 *
 * @param text what a person typed: an absolute address or a path
 * @param pageUrl address of the page, which relative paths start from
 */
export function sourceOfUrl(
  text: string,
  pageUrl: string,
): { source: CatalogueSource } | { sentence: string } {
  const trimmed = text.trim();
  if (trimmed === '') return { sentence: 'Type the address of a Parquet file or a table.' };
  if (!URL.canParse(trimmed, pageUrl)) return { sentence: `“${trimmed}” is not an address.` };
  const url = new URL(trimmed, pageUrl);
  const name = url.pathname.slice(url.pathname.lastIndexOf('/') + 1);
  const { origin } = new URL(pageUrl);
  if (!/^https?:$/.test(url.protocol))
    return { sentence: `An address begins with https://; got ${trimmed}.` };
  if (!isListed(url.href, origin)) return { sentence: refusalOf(url.href) };
  const isFile = /\.parq(uet)?$/i.test(name) || isTableName(name) || isFitsName(name);
  if (url.origin !== origin) {
    if (isFile) return { source: { kind: 'url', url: url.href, name, remote: {} } };
    return {
      sentence: `Of other sites Parquet files, tables and FITS files are opened (an address that ends in .parquet, .csv, .ecsv, .vot or .fits, say); got ${name === '' ? 'a folder' : name}.`,
    };
  }
  if (isFile || name === 'catalogue.json') return { source: { kind: 'url', url: url.href, name } };
  if (/\.json$/i.test(name)) return { source: { kind: 'baked', manifestUrl: url.href } };
  return {
    sentence: `The address must end in .parquet, in .csv, .tsv, .ecsv, .vot, .xml or .fits for a table, or be the catalogue.json of a tiled catalogue, or the manifest of a baked one; got ${name === '' ? 'a folder' : name}.`,
  };
}
