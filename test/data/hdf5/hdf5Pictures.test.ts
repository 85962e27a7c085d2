import { expect, it } from 'vitest';
import { nodeCodecs } from '../../../bake/nodeCodecs.ts';
import { hdf5Pictures, pictureShape } from '../../../src/data/catalogues/survey/hdf5Pictures.ts';
import type { Hdf5Dataset, Hdf5File, Hdf5Values } from '../../../src/data/hdf5/hdf5File.ts';
import { ImageDecoder } from '../../../src/data/images/imageDecoder.ts';

const side = 8;
const count = side * side;

/** A file of one dataset that counts how often it is read. */
function fileOf(dataset: Hdf5Dataset, values: Hdf5Values) {
  const each = values.length / dataset.shape[0];
  const read: (readonly [number, number])[] = [];
  const file: Hdf5File = {
    name: 'made.h5',
    datasets: [dataset],
    read(_path, [from, to] = [0, dataset.shape[0]]) {
      read.push([from, to]);
      return (values as Float32Array).slice(from * each, to * each);
    },
    close: () => undefined,
  };
  return { file, read };
}

const described = (shape: number[], type: string, chunk?: number[]): Hdf5Dataset => ({
  path: 'a',
  shape,
  type,
  filters: [],
  chunk,
});

/** (height, width, 4) of a row. */
async function pixelsOf(dataset: Hdf5Dataset, values: Hdf5Values, row: number): Promise<Uint8Array> {
  const [image] = await hdf5Pictures(fileOf(dataset, values).file, dataset)(Uint32Array.of(row));
  if (!('bytes' in image)) throw new Error(image.problem);
  const { pixels } = await new ImageDecoder(await nodeCodecs()).decode(image.bytes);
  return Uint8Array.from(pixels);
}

it.each<[number[], string, object | undefined]>([
  [[5, 9, 10, 3], 'u1', { heightPx: 9, widthPx: 10, channels: 3, channelsFirst: false }],
  [[5, 3, 9, 10], 'f4', { heightPx: 9, widthPx: 10, channels: 3, channelsFirst: true }],
  [[5, 9, 10], 'i2', { heightPx: 9, widthPx: 10, channels: 1, channelsFirst: false }],
  [[5, 3], 'f4', undefined],
  [[5, 4, 4, 3], 'u1', undefined],
  [[0, 9, 10], 'u1', undefined],
  [[5, 9, 10], 'S', undefined],
])('takes a dataset of shape %s for pictures, or not', (shape, type, expected) => {
  expect(pictureShape(described(shape, type))).toEqual(expected);
});

it('shows fractions as colours, channels behind or before', async () => {
  const first = Float32Array.from({ length: 2 * 3 * count }, (_, i) => (i % 51) / 50);
  const last = Float32Array.from({ length: first.length }, (_, to) => {
    const [row, at] = [Math.floor(to / (3 * count)), to % (3 * count)];
    return first[row * 3 * count + (at % 3) * count + Math.floor(at / 3)];
  });
  const pixels = await pixelsOf(described([2, 3, side, side], 'f4'), first, 1);
  expect(pixels).toEqual(await pixelsOf(described([2, side, side, 3], 'f4'), last, 1));
  for (let i = 0; i < count; i++) {
    for (let c = 0; c < 3; c++) {
      expect(pixels[4 * i + c]).toBe(Math.round(255 * first[3 * count + c * count + i]));
    }
  }
});

it('shows bytes as they are, light stretched', async () => {
  const bytes = Uint8Array.from({ length: count }, (_, i) => 3 * i);
  const grey = await pixelsOf(described([1, side, side], 'u1'), bytes, 0);
  expect([...grey.slice(0, 8)]).toEqual([0, 0, 0, 255, 3, 3, 3, 255]);
  const light = Float32Array.from({ length: count }, (_, i) => i - 20);
  const stretched = await pixelsOf(described([1, side, side], 'f4'), light, 0);
  expect(Math.max(...stretched.filter((_, i) => i % 4 < 3))).toBe(255);
});

it('tells light from colours by the first rows, whichever is asked for first, and keeps what is brighter white', async () => {
  const light = Float32Array.from({ length: 2 * count }, (_, i) =>
    i < count ? i / 10 : (i - count) / count,
  );
  const dataset = described([2, side, side], 'f4');
  const both = await hdf5Pictures(fileOf(dataset, light).file, dataset)(Uint32Array.of(0, 1));
  const second = await hdf5Pictures(fileOf(dataset, light).file, dataset)(Uint32Array.of(1));
  expect(second[0]).toEqual(both[1]);
  const fractions = new Float32Array(20 * count).fill(0.5);
  fractions[18 * count] = 1.3;
  fractions[18 * count + 1] = -0.2;
  const pixels = await pixelsOf(described([20, side, side], 'f4'), fractions, 18);
  expect([pixels[0], pixels[4], pixels[8]]).toEqual([255, 0, 128]);
});

it('unpacks rows that are packed together once', async () => {
  const dataset = described([100, side, side], 'u1', [40, side, side]);
  const { file, read } = fileOf(dataset, new Uint8Array(100 * count));
  const images = hdf5Pictures(file, dataset);
  await images(Uint32Array.of(1, 39, 2));
  await images(Uint32Array.of(3));
  await images(Uint32Array.of(85));
  expect(read).toEqual([
    [0, 40],
    [80, 100],
  ]);
});
