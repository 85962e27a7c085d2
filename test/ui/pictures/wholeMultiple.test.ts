import { expect, it } from 'vitest';
import { isWholeMultiple } from '../../../src/ui/pictures/wholeMultiple.ts';

it.each([
  [128, 256, 1, true],
  [128, 128, 2, true],
  [128, 128, 1, false], // nothing is enlarged
  [128, 300, 1, false],
])('%d px drawn at %d px, %d screen pixels to one: %s', (imagePx, drawnPx, pixelRatio, whole) => {
  expect(isWholeMultiple(imagePx, drawnPx, pixelRatio)).toBe(whole);
});
