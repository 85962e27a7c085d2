import { type CategoryColumn, type Column, nullCode } from '../contracts/column.ts';
import { type GalaxyMeasures, measureNames } from '../maths/segmentation/galaxyMeasures.ts';

/** Source of the columns that are measured from pixels. */
export const measuredSource = 'measured';
/** Side of the pictures that are measured. */
export const measuredSidePx = 128;

const words: Record<
  Exclude<keyof GalaxyMeasures, 'companionQuadrant'>,
  { label: string; unit?: string; meaning: string }
> = {
  flux: { label: 'Light', meaning: 'Of the galaxy’s pixels over the sky, in the picture’s counts.' },
  halfLightRadiusPx: {
    ...{ label: 'Half-light radius', unit: 'px of 128' },
    meaning: 'Of the circle with half of the light within 1.5 Petrosian radii.',
  },
  petrosianRadiusPx: {
    ...{ label: 'Petrosian radius', unit: 'px of 128' },
    meaning: 'Where the mean falls to a fifth.',
  },
  axisRatio: { label: 'Axis ratio', meaning: 'Short over long axis, from second moments.' },
  angleRad: {
    ...{ label: 'Angle', unit: 'rad' },
    meaning: 'Of the long axis, from the x axis towards growing y (down).',
  },
  concentration: { label: 'Concentration', meaning: '5 log₁₀ (r₈₀ / r₂₀).' },
  asymmetry: {
    label: 'Asymmetry',
    meaning: 'Light that half a turn moves, less what the sky’s noise moves.',
  },
  smoothness: {
    label: 'Smoothness',
    meaning: 'Light in clumps smaller than a quarter of the Petrosian radius.',
  },
  gini: { label: 'Gini coefficient', meaning: 'How unevenly light is shared among pixels.' },
  m20: { label: 'M20', meaning: 'Second moment of the brightest fifth over all of it, log₁₀.' },
  companionShare: { label: 'Companion share', meaning: 'Share of the light that is of other sources.' },
};
const quadrants = ['below right', 'below left', 'above left', 'above right', 'none'];

/**
 * Columns of what was measured.
 *
 * @param rows (m) catalogue rows
 * @param values (m, measures) row-major, in the order of `measureNames`
 */
export function measuredColumns(rows: ArrayLike<number>, values: Float64Array, rowCount: number): Column[] {
  const wide = measureNames.length;
  return measureNames.map((name, at): Column => {
    const base = { source: measuredSource, group: 'Measured from pixels' };
    if (name === 'companionQuadrant') {
      const codes = new Uint8Array(rowCount).fill(nullCode);
      for (let i = 0; i < rows.length; i++) {
        const quadrant = values[i * wide + at];
        codes[rows[i]] = quadrant < 0 ? quadrants.length - 1 : quadrant;
      }
      const column: CategoryColumn = {
        ...{ kind: 'category', name: 'measured companion', label: 'Companion', categories: quadrants, codes },
        description: 'Where most of the other sources’ light stands, if it is more than 4 %.',
        ...base,
      };
      return column;
    }
    const { label, unit, meaning } = words[name];
    const all = new Float64Array(rowCount).fill(Number.NaN);
    for (let i = 0; i < rows.length; i++) all[rows[i]] = values[i * wide + at];
    const description = `${meaning} Statmorph’s definitions, on the picture as it is shown: grey, and not linear where the picture is not.`;
    return {
      kind: 'number',
      name: `measured ${label.toLowerCase()}`,
      label,
      unit,
      description,
      values: all,
      ...base,
    };
  });
}
