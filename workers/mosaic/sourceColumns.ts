import type { MosaicSources } from '../../src/contracts/mosaic.ts';
import type { MeasuredSource } from '../../src/maths/segmentation/frameSources.ts';

/** Measured sources as columns, which cross a worker's border without a copy. */
export function sourceColumns(found: readonly MeasuredSource[]): MosaicSources {
  const column = (of: (source: MeasuredSource) => number) => Float32Array.from(found, of);
  return {
    xPx: column(({ xPx }) => xPx),
    yPx: column(({ yPx }) => yPx),
    significance: column(({ significance }) => significance),
    flux: column(({ flux }) => flux),
    fluxError: column(({ fluxError }) => fluxError),
    kronRadiusPx: column(({ kronRadiusPx }) => kronRadiusPx),
    majorPx: column(({ majorPx }) => majorPx),
    minorPx: column(({ minorPx }) => minorPx),
    angleDeg: column(({ angleRad }) => (-angleRad * 180) / Math.PI), // rows grow downwards
  };
}
