import type { ConsensusChoices, GroupAgreement, VerdictKind } from '../../contracts/people.ts';
import type { JudgedKappa } from '../../maths/agreement/kappaIntervals.ts';
import { formatCount, formatGalaxies } from '../text/quantity.ts';

/** The verb for giving a verdict, as in "120 rated". */
export const judgedWords: Record<VerdictKind, string> = { ratings: 'rated', labels: 'labelled' };

/** Fewest galaxies for which a κ is shown: with fewer, a single galaxy changes it too much. */
const fewestShared = 10;

/** "0.62", "−0.10": always two digits, so that several κ can be compared. */
export function kappaText(value: number): string {
  return value.toFixed(2).replace('-', '−');
}

/** "0.51 to 0.70" */
export function intervalText({ low, high }: Pick<JudgedKappa, 'low' | 'high'>): string {
  return `${kappaText(low)} to ${kappaText(high)}`;
}

/** Why a κ is not shown; null where it is. */
export function whyNoKappa({ value, galaxies }: JudgedKappa): string | null {
  if (galaxies < fewestShared) return 'too few';
  return Number.isNaN(value) ? 'not defined' : null;
}

/** How far all agree, as a sentence, or why κ is not shown. */
export function fleissSentence({ fleiss }: GroupAgreement): string {
  const over = formatGalaxies(fleiss.galaxies);
  if (fleiss.galaxies === 0) return 'No galaxy has been judged by two people yet.';
  if (fleiss.galaxies < fewestShared) {
    return `Too few to tell: ${over} ${fleiss.galaxies === 1 ? 'was' : 'were'} judged by two or more people, ${fewestShared} are needed.`;
  }
  if (Number.isNaN(fleiss.value)) return `Not defined over ${over}: everyone gave the same answer.`;
  return `over ${over} that two or more people judged.`;
}

/** How many galaxies have a consensus, and why the others have none, as a sentence. */
export function consensusSentence(
  { count, ties, tooFew }: { count: number; ties: number; tooFew: number },
  { fewestPeople }: ConsensusChoices,
): string {
  const parts = [`${formatGalaxies(count)} ${count === 1 ? 'has' : 'have'} a consensus`];
  if (ties > 0)
    parts.push(
      `${formatCount(ties)} ${ties === 1 ? 'has' : 'have'} none, because several answers are given equally often`,
    );
  if (tooFew > 0) {
    const people = fewestPeople === 2 ? 'one person only' : `fewer than ${fewestPeople} people`;
    parts.push(`${formatCount(tooFew)} ${tooFew === 1 ? 'was' : 'were'} judged by ${people}`);
  }
  return `${parts.join('; ')}.`;
}

/** What each κ means, for tooltips. */
export const meanings: Record<VerdictKind, { fleiss: string; cohen: string; equal: string }> = {
  ratings: {
    fleiss:
      'How far all agree beyond chance: 1 if always, 0 if as often as by chance. Disagreements are weighted by the squared difference of ratings. Fleiss 1971; where the number of people varies, each galaxy counts alike (Gwet 2014). With its 95 % interval.',
    cohen:
      'Cohen’s κ: how far two people agree beyond chance, 1 at most. Disagreements are weighted by the squared difference of ratings (Cohen 1968).',
    equal: 'Every disagreement counts alike, as if the ratings were names (Cohen 1960).',
  },
  labels: {
    fleiss:
      'How far all agree beyond chance: 1 if always, 0 if as often as by chance. Fleiss 1971; where the number of people varies, each galaxy counts alike (Gwet 2014). With its 95 % interval.',
    cohen: 'Cohen’s κ: how far two people agree beyond chance, 1 at most (Cohen 1960).',
    equal: '',
  },
};
