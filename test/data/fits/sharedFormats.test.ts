import { describe, expect, it } from 'vitest';
import {
  type ExpectedFile,
  expectedFiles,
  formatsFile,
  hasFormats,
} from '../../../measure/formats/expectedFacts.ts';
import { formatDifference } from '../../../measure/formats/formatDifference.ts';
import { UnreadableError } from '../../../src/data/bytes/unreadable.ts';

/** Those that are refused, and a word of the sentence that says why. */
const refused: Record<string, RegExp> = {
  'random_groups.fits': /random groups/,
  'galsim_testF.fits.bz2': /bunzip2/,
  'decals_example_incomplete.fits': /cut short/,
};

const files: [string, ExpectedFile][] = hasFormats
  ? [...expectedFiles()].filter(([name]) => name.includes('.fits'))
  : [];

describe.skipIf(!hasFormats)('FITS files of ../shared/formats, as astropy reads them', () => {
  it.each(files)('%s', async (name, expected) => {
    const difference = formatDifference(formatsFile(name), expected);
    if (name in refused) {
      await expect(difference).rejects.toThrow(UnreadableError);
      await expect(difference).rejects.toThrow(refused[name]);
    } else expect(await difference).toBeNull();
  });
});
