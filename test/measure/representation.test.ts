import { describe, expect, it } from 'vitest';
import { noGalaxies, probed } from '../../measure/representation/asked.ts';
import { galaxiesOf, judged, type ProbeAnswers, task } from '../../measure/representation/task.ts';
import { likeness, orientations, turned } from '../../measure/representation/turned.ts';
import { createRandom } from '../../src/maths/statistics/random.ts';

describe('answers', () => {
  const drawn = (...rows: number[]) => Uint32Array.from(rows);

  it('are judged by how their question says, over the galaxies drawn', () => {
    const labels = [0, 1, 1, 0];
    const area: ProbeAnswers = { judgedBy: 'area', values: [0.1, 0.9, 0.3, 0.5], labels };
    expect(judged(area, drawn(0, 1, 2, 3))).toBeCloseTo(3 / 4, 12); // of four pairs one is the wrong way round
    expect(judged(area, drawn(0, 1, 1, 3))).toBe(1);
    expect(judged(area, drawn(1, 2))).toBeNaN();
    const byClass: ProbeAnswers = {
      judgedBy: 'class',
      values: [1, 1, 0, 0],
      labels: [0, 0, 0, 1],
      classes: 2,
    };
    expect(judged(byClass, drawn(0, 1, 2, 3))).toBeCloseTo((2 / 3 + 0) / 2, 12);
    expect(judged(byClass, drawn(0, 1))).toBeNaN();
    const fits: ProbeAnswers = {
      judgedBy: 'fits',
      fits: [
        [1, 0, 1],
        [1, 1, 1],
      ],
    };
    expect(judged(fits, drawn(0, 1))).toBe(3 / 4);
    expect([galaxiesOf(area), galaxiesOf(fits)]).toEqual([4, 3]);
    expect(task({ judgedBy: 'rank', values: [1, 5, 9], labels: [3, 2, 1] }).figure).toBeCloseTo(-1, 12);
  });

  it('of a probe tell a trait, a number and a class that columns hold', () => {
    const random = createRandom(5);
    const columns = 3;
    const galaxies = (count: number, labelOf: (row: Float32Array) => number) => {
      const rows = Float32Array.from({ length: count * columns }, () => random.normal());
      const labels = Array.from({ length: count }, (_, i) =>
        labelOf(rows.subarray(i * columns, (i + 1) * columns)),
      );
      return { rows, labels };
    };
    const figureOf = (
      judgedBy: 'area' | 'rank' | 'class',
      classes: number,
      of: (row: Float32Array) => number,
    ) => {
      const test = galaxies(200, of);
      const train = galaxies(300, of);
      return task(probed({ judgedBy, classes, columns, fit: noGalaxies, added: train, test }, train)).figure;
    };
    expect(figureOf('area', 2, row => Number(row[1] > 0))).toBeGreaterThan(0.98);
    expect(figureOf('rank', 0, row => 2 * row[0] - row[2])).toBeGreaterThan(0.98);
    expect(figureOf('class', 3, row => row.indexOf(Math.max(...row)))).toBeGreaterThan(0.9);
    expect(figureOf('area', 2, () => Number(random.uniform() > 0.5))).toBeLessThan(0.7);
  });
});

describe('orientations of an image', () => {
  const sidePx = 4;
  const size = sidePx * sidePx * 3;
  const random = createRandom(1);
  const images = Uint8Array.from({ length: 2 * size }, () => random.integer(256));
  const at = (pixels: Uint8Array, image: number, row: number, column: number) =>
    Array.from(pixels.subarray(image * size + (row * sidePx + column) * 3).subarray(0, 3));

  it('are a mirror image and turns anticlockwise, each undone by its inverse', () => {
    const quarter = turned(images, sidePx, { mirrored: false, quarterTurns: 1 });
    const mirrored = turned(images, sidePx, { mirrored: true, quarterTurns: 0 });
    expect(at(quarter, 1, 3, 0)).toEqual(at(images, 1, 0, 0)); // top left comes to be bottom left
    expect(at(quarter, 1, 0, 0)).toEqual(at(images, 1, 0, 3)); // and top right top left
    expect(at(mirrored, 0, 2, 1)).toEqual(at(images, 0, 2, 2));
    expect(turned(quarter, sidePx, { mirrored: false, quarterTurns: 3 })).toEqual(images);
    expect(turned(mirrored, sidePx, { mirrored: true, quarterTurns: 0 })).toEqual(images);
    expect(new Set(orientations.map(each => turned(images, sidePx, each).join())).size).toBe(8);
  });

  it('are compared with the catalogue’s mean subtracted, and looked for among all of it', () => {
    const catalogue = Float32Array.from([10, 1, 12, 1, 10, 3, 12, 3]); // corners of a square about (11, 2)
    const turnedAway = Float32Array.from([10, 2.6, 12.5, 0.5]);
    const { cosine, findsItself } = likeness(catalogue, 2, [catalogue.slice(0, 4), turnedAway]);
    // From the mean (−1, −1) was seen at (−1, 0.6), and (1, −1) at (1.5, −1.5).
    expect(cosine).toBeCloseTo((1 + 1 + (1 - 0.6) / (Math.SQRT2 * Math.hypot(1, 0.6)) + 1) / 4, 6);
    expect(findsItself).toBe(3 / 4);
  });
});
