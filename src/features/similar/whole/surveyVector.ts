import type { Basis } from '../../../contracts/matrix.ts';
import type { Survey } from '../../../contracts/survey.ts';
import { changeBasis } from '../../../maths/linear/basisChange.ts';
import type { Representation } from '../../../session/representation.ts';

const sameTo = 1e-3; // of the largest number: a survey's basis is kept in 16 bits

/**
 * Components of the present representation as a survey's vectors have them.
 *
 * @param here (k) components
 * @param basis of the survey; null where nobody noted it
 * @returns (width)
 * @throws Error with a sentence where other weights made them, or the two cannot be compared
 */
export function surveyVector(
  here: Float32Array,
  present: Representation,
  survey: Pick<Survey, 'weights' | 'weightsSha256' | 'width'>,
  basis: Basis | null,
): Float32Array {
  const [ours, theirs] = [present.weightsSha256, survey.weightsSha256];
  const byHash = ours !== undefined && theirs !== undefined;
  const same = byHash ? ours === theirs : [survey.weights ?? 'file', 'file'].includes(present.weights);
  if (!same) {
    throw new Error(
      `The survey was represented by ${survey.weights ? `“${survey.weights}”` : 'a network that it does not name'}, the galaxies here by “${present.weights}” now: choose the survey’s own model again to search it.`,
    );
  }
  if (here.length === survey.width && (!basis || !present.basis || areSame(basis, present.basis)))
    return here;
  if (!basis || !present.basis) {
    throw new Error('The survey does not say how its vectors were made, and these have another length.');
  }
  const from = { mean: present.basis.mean, axes: present.basis.axes.values };
  return changeBasis(here, from, { mean: basis.mean, axes: basis.axes.values });
}

function areSame(one: Basis, other: Basis): boolean {
  const [a, b] = [one.axes.values, other.axes.values];
  if (a.length !== b.length || one.mean.length !== other.mean.length) return false;
  const near = (x: ArrayLike<number>, y: ArrayLike<number>) => {
    let [largest, apart] = [0, 0];
    for (let i = 0; i < x.length; i++) {
      largest = Math.max(largest, Math.abs(x[i]));
      apart = Math.max(apart, Math.abs(x[i] - y[i]));
    }
    return apart <= sameTo * largest;
  };
  return near(a, b) && near(one.mean, other.mean);
}
