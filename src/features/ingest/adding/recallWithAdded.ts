import type { OpenedCatalogue } from '../../../contracts/ingest.ts';
import type { JobControl } from '../../../contracts/job.ts';
import { firstFew } from '../../../data/bytes/unreadable.ts';
import type { KeptManifest } from '../../../data/kept/keptManifest.ts';
import type { JoiningClient } from './joiningClient.ts';

/**
 * A catalogue that was opened from its file again and that galaxies were added to: as it is kept, with theirs, so that none of them
 * is lost; its pictures are those of the file.
 *
 * @param isSame whether the file is what it was
 */
export async function recallWithAdded(
  opened: OpenedCatalogue,
  { key, name, additions = [] }: KeptManifest,
  isSame: boolean,
  ingest: Pick<JoiningClient, 'open' | 'close' | 'answers' | 'join'>,
  control: JobControl,
): Promise<OpenedCatalogue> {
  const kept = await ingest.open({ kind: 'kept', key, name }, control);
  const { head, restored, rowCount } = kept;
  const answers = head && { head, matrix: await ingest.answers(kept.handle) };
  const takesFile = isSame && startsAlike(kept.ids, opened.ids);
  const came = restored && { ...restored, answers };
  if (!takesFile) {
    void ingest.close(opened.handle);
    const from = firstFew(additions.map(each => each.name));
    const sentence = `${name} is not the file it was when galaxies were added to it (${from}): it is shown as it is kept. To open the file as it is now, remove the added galaxies first.`;
    return { ...kept, restored: came, problems: [...kept.problems, { sentence }] };
  }
  const n = opened.rowCount;
  const handle = await ingest.join([
    { handle: opened.handle, count: n },
    { handle: kept.handle, first: n, count: rowCount - n },
  ]);
  return {
    ...kept,
    handle,
    hasImages: opened.hasImages || kept.hasImages,
    restored: came && { ...came, picturesIn: undefined },
    problems: [...opened.problems, ...kept.problems],
  };
}

function startsAlike(kept: OpenedCatalogue['ids'], ids: OpenedCatalogue['ids']): boolean {
  if (kept.length < ids.length) return false;
  let row = 0;
  for (const id of ids) if (kept.at(row++) !== id) return false;
  return true;
}
