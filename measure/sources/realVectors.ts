import { startNodeBackend } from '../../bake/nodeEncoder.ts';
import type { Matrix } from '../../src/contracts/matrix.ts';
import { defaultWeights } from '../../src/data/weights/shelf/shippedWeights.ts';
import { componentsOf, openGalaxies, representationsOfRows } from './galaxyCatalogue.ts';

const catalogues = [
  'gz2-voted.parquet',
  'gz2-more.parquet',
  'gz1-sdss.parquet',
  'more/efigi.parquet',
  'more/ngc-sdss.parquet',
];

/**
 * Principal components of real galaxies of five catalogues, embedded afresh with the shipped weights.
 *
 * @param galaxies about so many, an even share of each catalogue; at most all 23,752
 * @param columns components kept
 * @returns (n, columns), n about `galaxies`
 */
export async function realVectors(galaxies: number, columns: number): Promise<Matrix> {
  await startNodeBackend(() => performance.now());
  const opened = await Promise.all(catalogues.map(openGalaxies));
  const all = opened.reduce((sum, { opened: { rowCount } }) => sum + rowCount, 0);
  const share = Math.min(1, galaxies / all);
  const parts: Matrix[] = [];
  for (const catalogue of opened) {
    const count = Math.round(catalogue.opened.rowCount * share);
    const rows = Uint32Array.from({ length: count }, (_, i) => Math.floor(i / share));
    parts.push(await representationsOfRows(catalogue, rows, defaultWeights));
  }
  const rows = parts.reduce((sum, part) => sum + part.rows, 0);
  const values = new Float32Array(rows * parts[0].columns);
  let at = 0;
  for (const part of parts) {
    values.set(part.values, at);
    at += part.values.length;
  }
  return componentsOf({ rows, columns: parts[0].columns, values }, columns);
}
