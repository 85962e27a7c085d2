import type { FitsRendering } from '../../../contracts/ingest.ts';
import { type ColourPlanes, galaxyZooColours } from '../../../maths/colours/galaxyZooColours.ts';
import { luptonColours } from '../../../maths/colours/luptonColours.ts';
import { tabledPercentiles } from '../../../maths/colours/percentileTable.ts';
import { percentiles, singleBandGreys } from '../../../maths/colours/singleBand.ts';
import type { PixelImage } from '../../../maths/images/resize.ts';
import { UnreadableError } from '../../bytes/unreadable.ts';

/** A band's values, (height, width); row 0 is the lowest. */
export interface BandPixels {
  band: string;
  widthPx: number;
  heightPx: number;
  values: Float32Array | Float64Array;
  /** (1001) of its finite values at every tenth of a percent; where absent they are sorted for each picture. */
  percentiles?: Float64Array;
}

/** How galaxies of these bands are rendered unless a person says otherwise. @param bands from blue to red */
export function usualRendering(bands: readonly string[]): FitsRendering {
  if (['g', 'r', 'z'].every(band => bands.includes(band))) return { kind: 'galaxyZoo' };
  if (bands.length >= 3) return { kind: 'lupton', stretch: 10, softening: 8 };
  return { kind: 'single', band: 0, lowPercent: 0, highPercent: 99.7, softness: 5 };
}

/** Which of the bands a rendering looks at, as indices, and in which order: red, green, blue, or the single one. */
export function bandsShown(rendering: FitsRendering, bands: readonly string[]): number[] {
  if (rendering.kind === 'galaxyZoo') {
    const chosen = ['z', 'r', 'g'].map(band => bands.indexOf(band));
    if (chosen.every(at => at >= 0)) return chosen;
  }
  if (rendering.kind !== 'single' && bands.length >= 3) {
    return [bands.length - 1, Math.floor((bands.length - 1) / 2), 0];
  }
  return [rendering.kind === 'single' ? Math.min(rendering.band, bands.length - 1) : 0];
}

/**
 * The picture of a galaxy.
 *
 * @param bands those of {@link bandsShown}, in its order: three for colours, else one
 * @throws UnreadableError where the bands are of different sizes
 */
export function renderedGalaxy(rendering: FitsRendering, bands: readonly BandPixels[]): PixelImage {
  const [first] = bands;
  const { widthPx, heightPx } = first;
  if (bands.length < 3) {
    const stretch =
      rendering.kind === 'single' ? rendering : { lowPercent: 0, highPercent: 99.7, softness: 5 };
    const limits = percentilesOf(first, [stretch.lowPercent, stretch.highPercent]);
    return singleBandGreys(first.values, widthPx, heightPx, stretch, limits);
  }
  const other = bands.find(each => each.widthPx !== widthPx || each.heightPx !== heightPx);
  if (other) {
    throw new UnreadableError(
      `Its bands have different sizes (${first.band} ${widthPx} × ${heightPx}, ${other.band} ${other.widthPx} × ${other.heightPx} px): bring them to one grid first.`,
    );
  }
  const [red, green, blue] = bands.map(each => each.values);
  const planes: ColourPlanes = { widthPx, heightPx, red, green, blue };
  if (rendering.kind === 'galaxyZoo' && bands.map(each => each.band).join() === 'z,r,g') {
    return galaxyZooColours(planes);
  }
  const { stretch, softening } = rendering.kind === 'lupton' ? rendering : { stretch: 10, softening: 8 };
  const skies = bands.map(skyOf);
  const minimum = skies.map(sky => sky.level) as [number, number, number];
  const noise = skies.reduce((sum, sky) => sum + sky.noise, 0) / 3;
  return luptonColours(planes, { minimum, stretch: stretch * noise, softening });
}

const sigmasBetweenQuartiles = 1.349; // quartiles of a normal distribution lie so many standard deviations apart

/** The level and the scatter of the sky, from percentiles that galaxies hardly move. */
function skyOf(band: BandPixels): { level: number; noise: number } {
  const [low, level, high] = percentilesOf(band, [25, 50, 75]);
  return { level, noise: (high - low) / sigmasBetweenQuartiles || 1 };
}

function percentilesOf({ values, percentiles: table }: BandPixels, percents: readonly number[]): number[] {
  return (table && tabledPercentiles(table, percents)) ?? percentiles(values, percents);
}
