import type { CatalogueSource } from '../../../contracts/ingest.ts';
import type { KeptFile, KeptPictures } from '../../../data/kept/keptManifest.ts';
import type { Piece } from '../../../data/kept/keptShelf.ts';
import { bytesOfFiles, chosenOf, filesFingerprint, filesOf } from './sourceFiles.ts';

/** Where the pictures of a source will be, and the files to be copied for that. */
interface Copied {
  pictures: KeptPictures;
  copies: Piece[];
}

/**
 * Decides what is copied of what a person opened: all files of it, so that their pictures are there tomorrow, unless they are too
 * large; those are asked for again by their name.
 *
 * @param newName a name no piece has yet
 * @param mostBytes copied of one catalogue
 */
export async function copiedFiles(
  source: CatalogueSource,
  newName: () => string,
  mostBytes: number,
): Promise<Copied> {
  if (source.kind === 'url') return { pictures: source, copies: [] };
  const remote = source.kind === 'many' ? source.parts.filter(part => part.kind === 'url') : [];
  if (source.kind === 'many' && remote.length === source.parts.length)
    return { pictures: { kind: 'remote', name: source.name, parts: remote }, copies: [] };
  if (source.kind === 'kept' || source.kind === 'baked') return { pictures: { kind: 'none' }, copies: [] };
  const placed = filesOf(source);
  const name = source.kind === 'file' || source.kind === 'hdf5' ? source.file.name : source.name;
  const chosen = chosenOf(source);
  const fingerprint = await filesFingerprint(placed).catch(() => undefined); // files that are gone are told when they are read
  const isElsewhere = source.kind === 'many' && placed.length < source.parts.length;
  if (isElsewhere || bytesOfFiles(placed) > mostBytes)
    return {
      pictures: { kind: 'away', name, bytes: bytesOfFiles(placed), fingerprint, ...chosen },
      copies: [],
    };
  const copies: Piece[] = [];
  const files = placed.map(({ file, path }): KeptFile => {
    const piece = newName();
    copies.push({ name: piece, bytes: file });
    return { piece, path, bytes: file.size, changedMs: file.lastModified };
  });
  const hasTable = (source.kind === 'images' || source.kind === 'fits') && source.table !== undefined;
  const table = hasTable ? files.pop() : undefined;
  return {
    pictures: { kind: 'copies', of: source.kind, name, files, table, fingerprint, ...chosen },
    copies,
  };
}

/** The name of what a person opened, which is asked for where nothing was copied. */
export function awayInstead(pictures: KeptPictures): KeptPictures {
  if (pictures.kind !== 'copies') return pictures;
  const { name, files, table, fingerprint, rendering, dataset } = pictures;
  const bytes = [...files, ...(table ? [table] : [])].reduce((sum, each) => sum + each.bytes, 0);
  return { kind: 'away', name, bytes, fingerprint, rendering, dataset };
}
