import { startNodeBackend } from '../../bake/nodeEncoder.ts';
import { splitOf } from '../../src/maths/statistics/split.ts';
import { openGalaxies, representationsOfRows } from '../sources/galaxyCatalogue.ts';
import { type Likeness, likeness, orientations, turned } from './turned.ts';

const sources = ['galaxy', 'small', 'imagenet'];
const asked = 200; // galaxies: seven views of each, so that the share is known within 0.01

/** By the weights: quarter turns and mirror images of galaxies of Galaxy Zoo 2's test split. */
type RotationFigure = Record<
  string,
  { galaxies: number; asked: number; quarterTurns: Likeness; mirrored: Likeness } & Likeness
>;

/** Whether weights see a turned or mirrored galaxy as the same one, among all galaxies of gz2-voted's test split. */
export async function measureRotation(): Promise<RotationFigure> {
  await startNodeBackend(() => performance.now());
  const galaxies = await openGalaxies('gz2-voted.parquet');
  const { ids } = galaxies.opened;
  const rows = Uint32Array.from(Array(ids.length).keys()).filter(row => splitOf(ids.at(row)) === 'test');
  const figure: RotationFigure = {};
  for (const source of sources) {
    const { values, columns } = await representationsOfRows(galaxies, rows, source);
    const views: Float32Array[] = [];
    for (const orientation of orientations.slice(1)) {
      const show = (pixels: Uint8Array, sidePx: number) => turned(pixels, sidePx, orientation);
      views.push((await representationsOfRows(galaxies, rows.slice(0, asked), source, show)).values);
    }
    figure[source] = {
      galaxies: rows.length,
      asked,
      ...likeness(values, columns, views),
      quarterTurns: likeness(values, columns, views.slice(0, 3)),
      mirrored: likeness(values, columns, views.slice(3)),
    };
    console.error(source, JSON.stringify(figure[source]));
  }
  return figure;
}
