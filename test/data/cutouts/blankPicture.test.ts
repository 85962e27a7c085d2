import { expect, it } from 'vitest';
import { isPlain } from '../../../src/data/cutouts/blankPicture.ts';

it('a picture is plain where no channel spans more than the ripples of JPEG', () => {
  const grey = new Uint8Array(4 * 64).fill(40);
  expect(isPlain(grey)).toBe(true);
  grey[4 * 20 + 2] = 46;
  expect(isPlain(grey)).toBe(true);
  grey[4 * 20 + 2] = 47; // a faint blue galaxy
  expect(isPlain(grey)).toBe(false);
  const seeThrough = new Uint8Array(4 * 64).fill(40);
  seeThrough[3] = 255; // opacity is no light
  expect(isPlain(seeThrough)).toBe(true);
});
