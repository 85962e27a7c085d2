import { transfer } from 'comlink';
import type { MapWorker } from '../../src/contracts/map.ts';
import { numberToFloat16 } from '../../src/data/bytes/float16.ts';
import { hasRow } from '../../src/maths/catalogue/rowMask.ts';
import { indexCells, indexSide } from '../../src/maths/density/cellIndex.ts';
import { blurGrid, countCells, heightsOf, kernelWidth } from '../../src/maths/density/densityGrid.ts';
import { cellAt, type MapFrame, mapFrameOf, resampledFrame } from '../../src/maths/density/mapFrame.ts';
import { pictureLevelSteps } from '../../src/maths/density/pictureLevels.ts';
import { serveJob } from '../../src/rpc/jobContext.ts';
import { type Clock, runSteps } from '../stepwise.ts';
import { regionNamingSteps } from './regionNaming.ts';

const densitySide = 512; // cells along each axis: about a screen's pixels for two of theirs, 52 ms at a million galaxies

/** The map worker as an object, for its thread and for tests. @param clock in milliseconds, rising */
export function createMapWorker(clock: Clock): MapWorker {
  return {
    async density(positions) {
      const frame = mapFrameOf(positions, densitySide);
      if (!frame) return null;
      const { counts, density } = densityOf(positions, frame);
      const heights = Uint16Array.from(heightsOf(density, counts), numberToFloat16);
      return transfer({ frame, heights }, [heights.buffer]);
    },

    names: (positions, columns, port) =>
      serveJob(port, job => runSteps(regionNamingSteps(positions, columns), job, clock)),

    pictures: (positions, allowed, port) =>
      serveJob(port, async job => {
        const frame = mapFrameOf(positions, densitySide);
        if (!frame) return null;
        const { density } = densityOf(positions, frame);
        const n = positions.length / 2;
        const own = new Float32Array(n); // density where each galaxy stands
        for (let row = 0; row < n; row++) {
          const cell = cellAt(frame, positions[2 * row], positions[2 * row + 1]);
          own[row] = cell < 0 || (allowed && !hasRow(allowed, row)) ? Number.NaN : density[cell];
        }
        await job.breathe();
        const levels = await runSteps(pictureLevelSteps(positions, own, frame), job, clock);
        const index = indexCells(positions, levels, resampledFrame(frame, indexSide(n)));
        const buffers = [levels, index.starts, index.rows].map(each => each.buffer as ArrayBuffer);
        return transfer({ frame, levels, index }, buffers);
      }),
  };
}

function densityOf(positions: Float32Array, frame: MapFrame) {
  const counts = countCells(positions, frame);
  return { counts, density: blurGrid(counts, frame.side, kernelWidth(positions, frame)) };
}
