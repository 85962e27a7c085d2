import { textOf } from '../tables/textTable.ts';
import type { RatingsFile } from './ratingsFile.ts';

/**
 * Reads ratings from a CSV or VOTable file, told apart by its first character.
 *
 * @throws UnreadableError with a sentence for the person
 */
export async function readRatings(file: Blob, name: string): Promise<RatingsFile> {
  const text = await textOf(file, name);
  if (/^\s*</.test(text)) return (await import('./ratingsVotable.ts')).readRatingsVotable(text, name);
  return (await import('./ratingsCsv.ts')).readRatingsCsv(text, name);
}
