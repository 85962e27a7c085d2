import type { CatalogueSource } from '../../contracts/ingest.ts';

/**
 * A catalogue on this very site, by its address.
 *
 * @param text what a person typed: an absolute address or a path
 * @param pageUrl address of the page, which relative paths start from
 */
export function sourceOfUrl(
  text: string,
  pageUrl: string,
): { source: CatalogueSource } | { sentence: string } {
  const trimmed = text.trim();
  if (trimmed === '') return { sentence: 'Type the address of a Parquet file on this site.' };
  if (!URL.canParse(trimmed, pageUrl)) return { sentence: `“${trimmed}” is not an address.` };
  const url = new URL(trimmed, pageUrl);
  if (url.origin !== new URL(pageUrl).origin) {
    return {
      sentence: `Only files of this site can be opened by address, because no request leaves it; ${url.host || trimmed} is another site. Download the file and open it from your machine.`,
    };
  }
  const name = url.pathname.slice(url.pathname.lastIndexOf('/') + 1);
  if (/\.parq(uet)?$/i.test(name)) return { source: { kind: 'url', url: url.href, name } };
  if (/\.json$/i.test(name)) return { source: { kind: 'baked', manifestUrl: url.href } };
  return {
    sentence: `The address must end in .parquet, or in .json for the manifest of a baked catalogue; got ${name === '' ? 'a folder' : name}.`,
  };
}
