import { distance } from '../../maths/neighbours/distance.ts';
import type { Metric } from '../../maths/neighbours/metrics.ts';
import { Nearest } from '../../maths/neighbours/nearest.ts';
import { checkComparison, isAnswer, type NearestQuestion } from '../../maths/neighbours/rowSearch.ts';
import {
  blockCount,
  blockLength,
  decodeRow,
  type SixteenBitRows,
} from '../../maths/neighbours/sixteenBitRows.ts';
import { rowScoresShader, rowsPerGroup } from './rowScoresShader.ts';

/** The search for the nearest rows on a GPU. */
export interface GpuSearch {
  /**
   * Exactly the nearest rows, as `RowSearch.nearestSteps` tells them, ties and last bits included.
   *
   * @returns undefined where single precision is not enough for the query
   * @throws Error where the device is lost or reports an error, RangeError as `RowSearch` says
   */
  nearest(question: NearestQuestion): Promise<{ indices: Int32Array; distances: Float64Array } | undefined>;
  /** Frees the device's memory. */
  end(): void;
}

const least = 1e-12; // magnitudes from here …
const most = 1e12; // … to here have squares that single precision adds up without loss
const lost = 1e-30; // what rounding to zero may take from a sum
const uploadBytes = 2 ** 24; // copied at once

/**
 * Rows on a GPU. Every row is scored in single precision; a score is off by a known share, so rows whose score is
 * above the kth by more than twice that are no answers, and the few others are measured by definition.
 *
 * @param rows all written; they change no more
 * @returns undefined where the device has no room for them, or their numbers are too large or too small for it
 */
export function openGpuSearch(device: GPUDevice, rows: SixteenBitRows): GpuSearch | undefined {
  const { count, columns, blockBytes, coarse, fine, scales } = rows;
  const room = Math.min(device.limits.maxStorageBufferBindingSize, device.limits.maxBufferSize);
  const isInRange = (scale: number) => Number.isNaN(scale) || (scale >= least && scale * 32_640 <= most);
  if (count === 0 || coarse.byteLength > room || !scales.every(isInRange)) return undefined;
  const { COPY_DST, COPY_SRC, MAP_READ, STORAGE, UNIFORM } = GPUBufferUsage;
  const buffer = (bytes: number, usage: number) =>
    device.createBuffer({ size: 4 * Math.ceil(bytes / 4), usage });
  const [high, low, scale] = [coarse, fine, scales].map(each => uploaded(device, each));
  const query = buffer(8 * blockLength * blockCount(columns), STORAGE | COPY_DST);
  const sizes = buffer(16, UNIFORM | COPY_DST);
  const scores = buffer(4 * count, STORAGE | COPY_SRC);
  const read = buffer(4 * count, MAP_READ | COPY_DST);
  const errors: string[] = [];
  const listen = (event: GPUUncapturedErrorEvent) => errors.push(event.error.message);
  device.addEventListener('uncapturederror', listen);
  const pipelines = new Map<Metric, GPUComputePipeline>();
  let last: Promise<unknown> = Promise.resolve(); // one question at a time: they share their buffers

  function pipelineOf(metric: Metric): GPUComputePipeline {
    const module = () => device.createShaderModule({ code: rowScoresShader(metric) });
    const made =
      pipelines.get(metric) ??
      device.createComputePipeline({ layout: 'auto', compute: { module: module() } });
    pipelines.set(metric, made);
    return made;
  }

  async function scoresOf({ vector, metric, length }: NearestQuestion, norm: number): Promise<Float32Array> {
    const blocks = blockCount(length);
    const told = new Float32Array(2 * blockLength * blocks);
    told.set(vector.subarray(0, length));
    told.fill(1, blockLength * blocks, blockLength * blocks + length);
    device.queue.writeBuffer(query, 0, told);
    device.queue.writeBuffer(sizes, 0, Float32Array.of(count, blocks, blockBytes / blockLength, 1 / norm));
    const pipeline = pipelineOf(metric);
    const bound = device.createBindGroup({
      layout: pipeline.getBindGroupLayout(0),
      entries: [high, low, scale, query, sizes, scores].map((each, binding) => ({
        binding,
        resource: { buffer: each },
      })),
    });
    const commands = device.createCommandEncoder();
    const pass = commands.beginComputePass();
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, bound);
    pass.dispatchWorkgroups(Math.ceil(count / rowsPerGroup));
    pass.end();
    commands.copyBufferToBuffer(scores, 0, read, 0, 4 * count);
    device.queue.submit([commands.finish()]);
    await read.mapAsync(GPUMapMode.READ).catch((error: Error) => {
      throw new Error(`The graphics device was lost: ${error.message}`); // not an AbortError, which would be a cancel
    });
    const found = new Float32Array(read.getMappedRange().slice(0));
    read.unmap();
    if (errors.length > 0) throw new Error(`The graphics device could not compare galaxies: ${errors[0]}`);
    return found;
  }

  async function nearest(question: NearestQuestion) {
    const norm = normOf(question);
    if (!(norm >= least && norm <= most)) return undefined;
    const found = await scoresOf(question, norm);
    return nearestByScores(rows, question, found);
  }

  return {
    nearest(question) {
      checkComparison(question, columns);
      const mine = last.then(() => nearest(question));
      last = mine.catch(() => undefined);
      return mine;
    },
    end() {
      device.removeEventListener('uncapturederror', listen);
      for (const each of [high, low, scale, query, sizes, scores, read]) each.destroy();
    },
  };
}

/** A buffer with an array's bytes, copied piece by piece: they may lie in memory that threads share. */
function uploaded(device: GPUDevice, values: Int8Array | Float32Array): GPUBuffer {
  const { STORAGE, COPY_DST } = GPUBufferUsage;
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  const buffer = device.createBuffer({ size: bytes.length, usage: STORAGE | COPY_DST });
  for (let at = 0; at < bytes.length; at += uploadBytes)
    device.queue.writeBuffer(buffer, at, Uint8Array.from(bytes.subarray(at, at + uploadBytes)));
  return buffer;
}

/** Length of the query's leading numbers. */
function normOf({ vector, length }: NearestQuestion): number {
  let square = 0;
  for (let j = 0; j < length; j++) square += vector[j] ** 2;
  return Math.sqrt(square);
}

/**
 * The nearest of all rows, of which those are measured that the scores leave in question.
 *
 * @param scores (count) as the program tells them
 */
function nearestByScores(rows: SixteenBitRows, question: NearestQuestion, scores: Float32Array) {
  const { vector, metric, length } = question;
  const k = Math.min(question.k, rows.count);
  const isHere = (row: number) => !Number.isNaN(rows.scales[row]) && isAnswer(question, row);
  const byScore = new Nearest(k);
  for (let row = 0; row < rows.count; row++) {
    if (scores[row] <= byScore.worst && isHere(row)) byScore.offer(row, scores[row]);
  }
  const slack = (length + 32) * 2 ** -22; // twice what the roundings of so many numbers come to
  const reach = metric === 'cosine' ? byScore.worst + 4 * slack : byScore.worst * (1 + 4 * slack) + lost;
  const measured = new Nearest(k);
  const values = new Float32Array(length);
  for (let row = 0; row < rows.count; row++) {
    if (!(scores[row] <= reach) || !isHere(row)) continue;
    measured.offer(row, distance(metric, vector, 0, decodeRow(rows, row, values, length), 0, length));
  }
  return measured.take();
}
