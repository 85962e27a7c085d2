import { expect, it } from 'vitest';
import { readHash, writeHash } from '../../../src/app/address/hashState.ts';
import { durationText } from '../../../src/ui/text/durationText.ts';

it('writes a link that reads back the same, whatever the id holds', () => {
  const link = { galaxy: 'J000411.19+020924.0 & more', room: 'similar', colour: 'Class6.1' };
  expect(readHash(writeHash(link))).toEqual(link);
  expect(writeHash({})).toBe('');
});

it.each([
  [0, '0:00'],
  [41.2, '0:41'],
  [59.6, '1:00'],
  [3725, '1:02:05'],
])('says %d seconds as %s', (seconds, text) => {
  expect(durationText(seconds)).toBe(text);
});
