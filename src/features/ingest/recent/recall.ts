import type { CatalogueSource, OpenedCatalogue } from '../../../contracts/ingest.ts';
import type { JobControl } from '../../../contracts/job.ts';
import { PackedIds } from '../../../data/bytes/packedIds.ts';
import { catalogueKey } from '../../../data/catalogues/catalogueKey.ts';
import type { KeptManifest } from '../../../data/kept/keptManifest.ts';
import type { KeptShelf } from '../../../data/kept/keptShelf.ts';
import type { JoiningClient } from '../adding/joiningClient.ts';
import { isSameSource } from './sameSource.ts';

/**
 * A catalogue that was opened from its file again, with what was made of it before: components, answers, map, columns and view,
 * so that nothing is computed a second time. A representation of the file's own stays; only columns and view come back then. As
 * it came where nothing was kept, or its rows are in another order now.
 */
export async function recall(
  opened: OpenedCatalogue,
  source: CatalogueSource,
  shelf: Pick<KeptShelf, 'manifest' | 'piece'>,
  ingest: Pick<JoiningClient, 'open' | 'close' | 'answers' | 'join'>,
  control: JobControl,
): Promise<OpenedCatalogue> {
  if (source.kind === 'kept' || source.kind === 'baked') return opened;
  const key = catalogueKey(opened.name, opened.ids);
  const isSame = ({ pictures }: KeptManifest) =>
    isSameSource(source, pictures, piece => shelf.piece(key, piece));
  const manifest = await shelf.manifest(key);
  if (manifest?.additions && manifest.additions.length > 0) {
    const { recallWithAdded } = await import('../adding/recallWithAdded.ts'); // few catalogues were added to
    return recallWithAdded(opened, manifest, await isSame(manifest), ingest, control);
  }
  if (!manifest || !(await isSame(manifest))) return opened;
  if (source.kind === 'url' && opened.embedding) return opened; // its own may be another by now, and is quickly taken
  const kept = await ingest.open({ kind: 'kept', key, name: opened.name }, control);
  try {
    const { components, basis, weights, formerWeights, weightsSha256, positions, restored, head, ids } = kept;
    if (!restored || !sameOrder(ids, opened.ids)) return opened;
    const { published, view, map } = restored;
    const isSameMade = weights === opened.weights && formerWeights === opened.formerWeights;
    if (opened.components && !isSameMade)
      return { ...opened, restored: { published, view: view && { ...view, camera: null } } }; // of another map
    if (!components || opened.components)
      return { ...opened, positions: positions ?? opened.positions, restored: { published, view, map } };
    const answers = head && { head, matrix: await ingest.answers(kept.handle) };
    return {
      ...opened,
      ...{ components, basis, weights, formerWeights, weightsSha256 },
      positions: positions ?? opened.positions,
      restored: { ...restored, picturesIn: undefined, answers },
    };
  } finally {
    void ingest.close(kept.handle);
  }
}

/** Whether two catalogues have the same ids in the same order. */
function sameOrder(a: OpenedCatalogue['ids'], b: OpenedCatalogue['ids']): boolean {
  return (
    a instanceof PackedIds && b instanceof PackedIds && alike(a.bytes, b.bytes) && alike(a.starts, b.starts)
  );
}

/** A loop without a call a number: the ids of a million galaxies are 20 MB. */
function alike(a: Uint8Array | Uint32Array, b: Uint8Array | Uint32Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
