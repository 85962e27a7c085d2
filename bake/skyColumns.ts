import type { Column } from '../src/contracts/column.ts';
import { columnOf } from '../src/data/tables/columnTyping.ts';
import type { SkyRow } from '../src/sky/columns.ts';

const truth = 'Simulated truth.';
/** What the columns of the embedded sky mean; votes are explained by the pattern of their names. */
const meanings: Record<string, { description: string; unit?: string }> = {
  ra: { description: 'Right ascension on a made-up sky.', unit: 'deg' },
  dec: { description: 'Declination on a made-up sky.', unit: 'deg' },
  bulge_to_total: { description: `${truth} Share of the r light in the bulge.` },
  sersic_index: { description: `${truth} Index of the single Sérsic profile as concentrated as the galaxy.` },
  effective_radius_arcsec: {
    description: `${truth} Half-light radius along the major axis.`,
    unit: 'arcsec',
  },
  inclination_deg: { description: `${truth} 0 is face-on, 90 edge-on.`, unit: 'deg' },
  arm_count: { description: `${truth} Number of spiral arms; 0 where there are none.` },
  pitch_angle_deg: { description: `${truth} Pitch angle of the spiral arms.`, unit: 'deg' },
  bar: { description: `${truth} Share of the disk's light in the bar; 0 where there is none.` },
  ring: { description: `${truth} Brightness of the ring over the disk; 0 where there is none.` },
  oddity: { description: `${truth} The planted oddity, if any: the answer key.` },
  r_magnitude: { description: 'Petrosian r magnitude, measured without noise.', unit: 'mag' },
  petro_r90_arcsec: { description: 'Radius holding 90 % of the Petrosian r flux.', unit: 'arcsec' },
  redshift: { description: `${truth} Redshift.` },
  signal_to_noise: { description: 'Signal to noise of the r flux within the Petrosian R90.' },
};

function meaningOf(name: string): { description?: string; unit?: string } {
  if (name.endsWith('_total-votes'))
    return { description: 'Simulated volunteers who were asked this question.' };
  if (name.endsWith('_fraction'))
    return { description: 'Share of the simulated volunteers asked who gave this answer.' };
  return meanings[name] ?? {};
}

/** The columns of simulated galaxies, the id aside; positions in 64 bits, other numbers in 32, which is finer than they are known. */
export function skyColumns(rows: readonly SkyRow[]): Column[] {
  const names = Object.keys(rows[0]).filter(name => name !== 'id');
  return names.map(name => {
    const head = { name, source: 'simulation', ...meaningOf(name) };
    const values = rows.map(row => row[name]);
    return columnOf(head, rows.length, [{ rowStart: 0, values }], name !== 'ra' && name !== 'dec');
  });
}
