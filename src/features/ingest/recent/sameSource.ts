import type { CatalogueSource } from '../../../contracts/ingest.ts';
import { sameBytes } from '../../../data/bytes/sameBytes.ts';
import type { KeptFile, KeptPictures } from '../../../data/kept/keptManifest.ts';
import { byPath, bytesOfFiles, chosenOf, filesFingerprint, filesOf } from './sourceFiles.ts';

/**
 * Whether what is opened is what was kept before: the same bytes, as far as their sizes, a fingerprint and the dates of the files
 * tell, and byte by byte where a copy is here and a date is another; rendered in the same way.
 *
 * @param pieceOf a copy of a file
 */
export async function isSameSource(
  source: CatalogueSource,
  pictures: KeptPictures,
  pieceOf: (piece: string) => Promise<Blob | undefined>,
): Promise<boolean> {
  if (pictures.kind === 'url') return source.kind === 'url' && source.url === pictures.url;
  if (pictures.kind === 'remote') {
    const parts = source.kind === 'many' ? source.parts : [];
    const isThere = ({ url }: { url: string }) => parts.some(part => part.kind === 'url' && part.url === url);
    return parts.length === pictures.parts.length && pictures.parts.every(isThere);
  }
  if (pictures.kind === 'none') return false;
  const { rendering, dataset } = chosenOf(source);
  if (JSON.stringify(rendering) !== JSON.stringify(pictures.rendering) || dataset !== pictures.dataset)
    return false;
  const files = byPath(filesOf(source));
  const { fingerprint } = pictures;
  const kept = pictures.kind === 'copies' ? byPath(copiesOf(pictures)) : [];
  const bytes = pictures.kind === 'copies' ? sumOf(kept) : pictures.bytes;
  if (files.length === 0 || bytesOfFiles(files) !== bytes) return false;
  if (fingerprint !== undefined && (await filesFingerprint(files).catch(() => '')) !== fingerprint)
    return false;
  if (pictures.kind === 'away') return true;
  if (files.length !== kept.length) return false;
  const isUnchanged = files.every(({ file }, i) => file.lastModified === kept[i].changedMs);
  if (isUnchanged && fingerprint !== undefined) return true;
  for (const [i, { file }] of files.entries()) {
    const copy = await pieceOf(kept[i].piece).catch(() => undefined);
    if (!copy || !(await sameBytes(copy, file).catch(() => false))) return false;
  }
  return true;
}

function sumOf(files: readonly KeptFile[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}

function copiesOf({ files, table }: Extract<KeptPictures, { kind: 'copies' }>): KeptFile[] {
  return table ? [...files, table] : files;
}
