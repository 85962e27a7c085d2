import { transfer } from 'comlink';
import type { JobPort } from '../../src/contracts/job.ts';
import type { MosaicFacts, MosaicWorker } from '../../src/contracts/mosaic.ts';
import type { ReadJob } from '../../src/data/catalogues/parquet/parquetTable.ts';
import type { CodecModules } from '../../src/data/images/imageCodecs.ts';
import { ImageDecoder } from '../../src/data/images/imageDecoder.ts';
import { writePng } from '../../src/data/images/pngWriter.ts';
import { keepingLastBand, partSources, partsOf } from '../../src/data/mosaic/mosaicParts.ts';
import { type MosaicPixels, openMosaic } from '../../src/data/mosaic/mosaicPixels.ts';
import { singleBandGreys } from '../../src/maths/colours/singleBand.ts';
import { type Clock, runSteps } from '../stepwise.ts';
import { sourceColumns } from './sourceColumns.ts';

/** Runs a loop under a job's port: `serveJob` of src/rpc in a worker. */
type ServeJob = <T>(port: JobPort | undefined, loop: (job: ReadJob) => Promise<T>) => Promise<T>;

const previewSidePx = 1024; // of the longer side
const previewRows = 16; // at a time: each read is a message to the disk and back

interface HeldPixels extends MosaicPixels {
  /** As `rows`; the last is kept. */
  band: MosaicPixels['rows'];
}

/**
 * The mosaic worker as an object, for its thread and for tests.
 *
 * @param loadCodecs fetches the compiled image decoders
 * @param serveJob runs a loop under a job's port
 * @param clock tells when to breathe
 */
export function createMosaic(
  loadCodecs: () => Promise<CodecModules>,
  serveJob: ServeJob,
  clock: Clock,
): MosaicWorker {
  let held: { name: string; size: number; changedMs: number; pixels: Promise<HeldPixels> } | undefined;

  /** The image of a file; the last one stays open. */
  function pixelsOf(file: File): Promise<HeldPixels> {
    const { name, size, lastModified: changedMs } = file;
    const isHeld = held?.name === name && held.size === size && held.changedMs === changedMs;
    if (!held || !isHeld) {
      const pixels = openMosaic(file, async bytes => new ImageDecoder(await loadCodecs()).decode(bytes)).then(
        opened => ({ ...opened, band: keepingLastBand(opened.rows) }),
      );
      held = { name, size, changedMs, pixels };
      pixels.catch(() => {
        if (held?.pixels === pixels) held = undefined; // the next call tries again
      });
    }
    return held.pixels;
  }

  return {
    open: (file, port) =>
      serveJob(port, async job => {
        const pixels = await pixelsOf(file);
        const preview = await previewOf(pixels, job);
        const { name, widthPx, heightPx, plane, isHeldWhole } = pixels;
        const parts = partsOf(pixels);
        const facts: MosaicFacts = { name, widthPx, heightPx, plane, parts, isHeldWhole, preview };
        return transfer(facts, [preview.rgba.buffer]);
      }),
    detect: (file, part, port) =>
      serveJob(port, async job => {
        const { widthPx, heightPx, band: rows } = await pixelsOf(file);
        const run = <T>(steps: Generator<void, T>) => runSteps(steps, job, clock);
        const sources = sourceColumns(await partSources({ widthPx, heightPx, rows }, part, { run }));
        return transfer(
          sources,
          Object.values(sources).map(values => values.buffer as ArrayBuffer),
        );
      }),
    cut: (file, boxes, port) =>
      serveJob(port, async job => {
        const pixels = await pixelsOf(file);
        const cut: Uint8Array<ArrayBuffer>[] = [];
        const downwards = [...boxes.keys()].sort((a, b) => boxes[a].yPx - boxes[b].yPx); // rows are read once
        for (const [i, box] of downwards.entries()) {
          const { xPx, yPx, sidePx } = boxes[box];
          const before = (sidePx - 1) / 2; // pixel centres are at whole numbers
          const [left, top] = [Math.round(xPx - before), Math.round(yPx - before)];
          cut[box] = await writePng(await pixels.picture(left, top, sidePx));
          if (i % 16 > 0) continue;
          job.report({ phase: 'Cutting galaxies out', done: i, total: boxes.length, unit: 'galaxies' });
          await job.breathe();
        }
        return transfer(
          cut,
          cut.map(bytes => bytes.buffer),
        );
      }),
  };
}

/** Every so many pixels of a band of rows at a time: the image is never whole in memory. */
async function previewOf(pixels: MosaicPixels, job: ReadJob): Promise<MosaicFacts['preview']> {
  const step = Math.max(1, Math.ceil(Math.max(pixels.widthPx, pixels.heightPx) / previewSidePx));
  const [widthPx, heightPx] = [Math.ceil(pixels.widthPx / step), Math.ceil(pixels.heightPx / step)];
  const means = new Float64Array(widthPx * heightPx);
  for (let top = 0; top < heightPx; top += previewRows) {
    const end = Math.min(heightPx, top + previewRows);
    const band = await pixels.rows(top * step, Math.min(pixels.heightPx, end * step));
    for (let y = top; y < end; y++) {
      const own = band.subarray((y - top) * step * pixels.widthPx, (y - top + 1) * step * pixels.widthPx);
      meansAcross(own, pixels.widthPx, step, means.subarray(y * widthPx, (y + 1) * widthPx));
    }
    job.report({ phase: `Reading ${pixels.name}`, done: end, total: heightPx, unit: 'rows' });
    await job.breathe();
  }
  const upsideDown = means.slice(); // greys are made of rows from the lowest
  for (let y = 0; y < heightPx; y++) {
    upsideDown.set(means.subarray(y * widthPx, (y + 1) * widthPx), (heightPx - 1 - y) * widthPx);
  }
  const stretch = { lowPercent: 5, highPercent: 99.7, softness: 8 };
  const grey = singleBandGreys(upsideDown, widthPx, heightPx, stretch).pixels;
  const rgba = new Uint8ClampedArray(4 * widthPx * heightPx).fill(255);
  for (let i = 0; i < widthPx * heightPx; i++) rgba.fill(grey[3 * i], 4 * i, 4 * i + 3);
  return { widthPx, heightPx, rgba };
}

/** Means of squares of a band of rows; NaN is left out. */
function meansAcross(band: Float32Array, widthPx: number, step: number, means: Float64Array): void {
  for (let x = 0; x < means.length; x++) {
    let [sum, count] = [0, 0];
    for (let i = 0; i < band.length; i += widthPx) {
      for (let at = i + x * step; at < i + Math.min(widthPx, (x + 1) * step); at++) {
        if (Number.isNaN(band[at])) continue;
        sum += band[at];
        count++;
      }
    }
    means[x] = count > 0 ? sum / count : Number.NaN;
  }
}
