import { describe, expect, it } from 'vitest';
import { packTexts } from '../../../src/data/bytes/packedTexts.ts';
import { partFinder } from '../../../src/data/bytes/textPart.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';

describe('partFinder', () => {
  it('finds what indexOf finds in the text in lower case', () => {
    const random = createRandom(5);
    const letters = ['a', 'A', 'b', 'B', '@', '[', '`', '{', '1', 'é', 'É', 'İ', '\u212a', 'k', 'Σ', '😀'];
    const word = (most: number) =>
      Array.from({ length: random.integer(most + 1) }, () => letters[random.integer(letters.length)]).join(
        '',
      );
    const texts = Array.from({ length: 2000 }, () => word(12));
    const packed = packTexts(texts);
    let found = 0;
    const wrong: unknown[] = [];
    for (let i = 0; i < 60; i++) {
      const part = word(3).toLowerCase();
      const placeOf = partFinder(packed, part);
      texts.forEach((text, row) => {
        const place = text.toLowerCase().indexOf(part);
        if (placeOf(row) !== place) wrong.push([part, text, placeOf(row), place]);
        if (place >= 0) found++;
      });
    }
    expect(wrong).toEqual([]);
    expect(found).toBeGreaterThan(5000);
  });
});
