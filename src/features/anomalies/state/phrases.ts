import type { Ranking, Shortcut } from '../../../contracts/anomalies.ts';
import type { Progress } from '../../../contracts/job.ts';
import {
  formatCount,
  formatCounted,
  formatGalaxies,
  formatNumber,
  formatPercent,
} from '../../../ui/text/quantity.ts';
import type { CardReason } from './card.ts';

/** Sentences of the Anomalies room. */

const reasons: Record<CardReason, string> = {
  'random start': 'Random start',
  'most promising': 'Most promising',
  'most uncertain': 'Most uncertain',
  'plausible guess': 'Plausible guess',
  unusual: 'Unusual, not yet your interest',
  'volunteers say so': 'Volunteers say so',
  'volunteers say not': 'Volunteers say not',
  'your choice': 'Your choice',
};

const meanings: Record<CardReason, string> = {
  'random start': 'Drawn at random from all galaxies: too little is known yet of what you care about.',
  'most promising': 'Stands out by how much it is expected to interest you.',
  'most uncertain': 'Stands out by how little is known of it: your rating teaches a lot.',
  'plausible guess': 'Best in one plausible guess of your interest, drawn at random (Thompson sampling).',
  unusual: 'Stands out from the others before anything is known of what you care about.',
  'volunteers say so': 'Among the highest of the answer this search began with.',
  'volunteers say not': 'Low in the answer this search began with: the model has to see both kinds.',
  'your choice': 'You chose it yourself.',
};

/** @param expected true where the expected rating is shown beside it: an interest is known then, and there is less room */
export const reasonText = (reason: CardReason, expected = false) =>
  reason === 'unusual' && expected ? 'Unusual' : reasons[reason];
/** The tooltip that explains `reasonText`. */
export const reasonMeaning = (reason: CardReason) => meanings[reason];

const oneDigit = (value: number) => value.toFixed(1).replace('-', '−');

/** "expected 3.1 ± 0.8 of 5"; empty where nothing is known. A rating cannot leave 0–5, a prediction can a little. */
export function expectedText(mean: number, std: number): string {
  if (Number.isNaN(mean)) return '';
  const within = Math.min(5, Math.max(0, mean));
  return `expected ${oneDigit(within)}${Number.isNaN(std) ? '' : ` ± ${oneDigit(std)}`} of 5`;
}

/** "12 rated" and "4 high (4–5)" */
export function ratedText(scores: Iterable<number>): { rated: string; high: string } {
  const all = [...scores];
  const high = all.filter(score => score >= 4).length;
  return { rated: `${formatCount(all.length)} rated`, high: `${formatCount(high)} high (4–5)` };
}

/** ", 40 %" after the name of what is done */
export function progressText({ done, total }: Progress): string {
  return total > 0 ? `, ${formatPercent(done / total)}` : '';
}

/** The sentence on what a ranking did not compute in full, and what that may have cost. */
export function shortcutText({ kind, count, total }: Shortcut): string {
  const [some, all] = [formatCount(count), formatCount(total)];
  switch (kind) {
    case 'deviationsWhereTheyMatter':
      return `Uncertainties were computed for ${some} of ${formatGalaxies(total)}: no other could have been asked about.`;
    case 'deviationsForSome':
      return `Uncertainties were computed for ${some} of ${formatGalaxies(total)} only, to be quick: another might have been asked about.`;
    case 'hyperparametersFromSome':
      return `Length scale and noise come from the first ${some} of your ${formatCounted(total, 'rating')}; the ranking uses all of them.`;
    case 'batchAmongBest':
      return `The next galaxies were chosen among the best ${some} of ${all}.`;
    case 'neighboursAmongSome':
      return `Each galaxy was compared with ${some} of ${all}, drawn at random.`;
  }
}

/** What the model found, in sentences. */
export function foundSentences({ hyperparameters, ratingsLeftOut, shortcuts }: Ranking): string[] {
  const sentences: string[] = [];
  if (hyperparameters) {
    const { amplitude, lengthScale, shape, noise, fittedTo } = hyperparameters;
    sentences.push(
      fittedTo > 0
        ? `From ${formatCounted(fittedTo, 'rating')}: your interest varies by ${formatNumber(Math.sqrt(amplitude), 2)} points over a distance of ${formatNumber(lengthScale, 2)}, where a component's spread is 1.`
        : `There are too few ratings to learn how quickly your interest changes: a distance of ${formatNumber(lengthScale, 2)} is assumed, where a component's spread is 1.`,
      `Galaxies that are alike get ratings that differ by ${formatNumber(Math.sqrt(noise), 2)} points.`,
    );
    if (shape !== undefined) {
      sentences.push(
        shape < 1
          ? `Near and far differences matter at many scales (shape ${formatNumber(shape, 2)}).`
          : `Differences matter at about one scale (shape ${formatNumber(shape, 2)}).`,
      );
    }
  }
  if (ratingsLeftOut > 0) {
    const whose = ratingsLeftOut === 1 ? 'One rating is' : `${formatCount(ratingsLeftOut)} ratings are`;
    sentences.push(`${whose} of galaxies without a representation (yet) and not used.`);
  }
  return [...sentences, ...shortcuts.map(shortcutText)];
}

/** Why nothing can be rated yet and what to do; null where something can. */
export function nothingToRankSentence(rowCount: number | null, embedded: number | null): string | null {
  if (rowCount === null) return 'Open a catalogue in the Data room to look for galaxies you care about.';
  if (embedded === null) {
    return 'These galaxies have no representation yet. The search can begin as soon as the first are embedded.';
  }
  return null;
}

/** The sentence while galaxies are still being embedded. */
export function partialSentence(embedded: number, rowCount: number): string {
  return `${formatCount(embedded)} of ${formatGalaxies(rowCount)} are embedded so far; the others join the ranking as they come.`;
}
