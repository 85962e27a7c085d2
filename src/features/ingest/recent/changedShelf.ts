import type { KeptShelf } from '../../../data/kept/keptShelf.ts';
import { awayInstead } from './copiedFiles.ts';
import type { KeptFacts } from './presentManifest.ts';

/** Whether the browser let go of everything: who deletes a catalogue leaves the note of which was open last. */
export async function isEvicted(shelf: Pick<KeptShelf, 'list' | 'last'>): Promise<boolean> {
  const [{ items }, last] = await Promise.all([shelf.list(), shelf.last()]);
  return items.length === 0 && last === undefined;
}

/** What is known of a catalogue whose pieces are all gone: copies of pictures were among them. */
export function factsWithoutPieces({ key, picture, seenMs, pictures, additions }: KeptFacts): KeptFacts {
  return {
    ...{ key, picture, seenMs, pictures: awayInstead(pictures) },
    additions: additions?.map(each => ({
      ...each,
      pictures: awayInstead(each.pictures),
      rows: undefined, // of files that are asked for again by name
    })),
  };
}

/** @param name of the catalogue that is open */
export function evictedTold(name: string): string {
  return `This browser let go of what was kept of ${name}, as it may when space is short. What is open is kept again; open its file again to keep its pictures, too.`;
}

/** Where another tab added galaxies to the catalogue that is open here, or removed some. @param name of the catalogue */
export function otherRowsTold(name: string): string {
  return `${name} has other galaxies by now, which were added or removed in another tab: load this page again to see them. Until then nothing more of it is kept from here.`;
}
