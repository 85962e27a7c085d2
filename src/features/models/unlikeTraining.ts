import type { NumberColumn } from '../../contracts/column.ts';
import type { EncoderCard } from '../../contracts/tensor.ts';
import { isMoreThanExpected } from '../../maths/linear/trainingDistance.ts';
import { formatPercent } from '../../ui/text/quantity.ts';
import { distancesSource } from './representations/shownRepresentations.ts';

/** How to see which galaxies are unlike those the weights know, and what helps. */
export const whatToDo = {
  notice: 'Colour the map by “unlike training” to see which; Models (m) says what may serve them better.',
  simulated:
    'Colour the map by “unlike training” to see which. They are simulated: no survey’s pictures are quite like them.',
  dialog:
    'Colour the map by “unlike training” to see which. Weights trained on such galaxies, such as Zoobot’s for Euclid below, or fine-tuning with labels of your own may serve them better.',
};

/**
 * Distances from the training galaxies as a column.
 *
 * @param values (n) in the card's limits, NaN where a galaxy has no representation
 */
export function distancesColumn(values: Float32Array, { title, familiar }: EncoderCard): NumberColumn {
  return {
    kind: 'number',
    name: 'unlike training',
    description: `How far a galaxy lies from those that ${title} was trained on. Beyond 1, where ${formatPercent(familiar?.outside ?? 0)} of galaxies of the same surveys lie, its neighbours and answers are less sure.`,
    source: distancesSource,
    values,
  };
}

/** A sentence where more galaxies than expected are unlike those the weights learnt from; null where not, or where nobody knows. */
export function unlikeTraining({ values }: NumberColumn, { title, familiar }: EncoderCard): string | null {
  const known = [...values].filter(value => !Number.isNaN(value));
  const outside = known.filter(value => value > 1).length;
  if (!familiar || !isMoreThanExpected(outside, known.length, familiar.outside)) return null;
  return `${formatPercent(outside / known.length)} of the galaxies are unlike those ${title} was trained on (of its own surveys, ${formatPercent(familiar.outside)} are): neighbours and answers are less sure for them.`;
}
