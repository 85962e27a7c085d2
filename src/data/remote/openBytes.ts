import type { ParquetSource } from '../../contracts/ingest.ts';
import { type ByteSource, bytesOfFile, bytesOfUrl } from '../bytes/byteSource.ts';

/**
 * The bytes of a Parquet source, read by range: of this machine, this site, or a host of the list.
 *
 * @throws UnreadableError as {@link bytesOfUrl}, RemoteError as `remoteBytes`
 */
export function openBytes(source: ParquetSource): Promise<ByteSource> | ByteSource {
  if (source.kind === 'file') return bytesOfFile(source.file, source.file.name);
  const here = (globalThis as { location?: { href: string; origin: string } }).location;
  const isElsewhere = here?.href !== undefined && new URL(source.url, here.href).origin !== here.origin;
  return isElsewhere || source.remote ? openRemote(source) : bytesOfUrl(source.url, source.name);
}

/** With the shelf and the patience that nothing else needs. */
async function openRemote({
  url,
  name,
  remote,
}: Extract<ParquetSource, { kind: 'url' }>): Promise<ByteSource> {
  const [{ remoteBytes }, { remoteShelf }] = await Promise.all([
    import('./remoteBytes.ts'),
    import('./remoteDatabase.ts'),
  ]);
  return remoteBytes({ url, name, ...remote }, remoteShelf());
}
