import { readTableText } from '../tables/tableText.ts';
import type { RatingsFile } from './ratingsFile.ts';

/**
 * Reads ratings from a CSV or VOTable file, told apart by its first character.
 *
 * @throws UnreadableError with a sentence for the person
 */
export async function readRatings(file: Blob, name: string): Promise<RatingsFile> {
  const { text, problems } = await readTableText(file, name);
  const ratings = /^\s*</.test(text)
    ? await (await import('./ratingsVotable.ts')).readRatingsVotable(text, name)
    : (await import('./ratingsCsv.ts')).readRatingsCsv(text, name);
  return { ...ratings, problems: [...problems.map(problem => problem.sentence), ...ratings.problems] };
}
