import { UnreadableError } from '../../src/data/bytes/unreadable.ts';
import { ImageError } from '../../src/data/images/imageError.ts';
import { expectedFiles, formatsFile } from './expectedFacts.ts';
import { formatDifference } from './formatDifference.ts';

interface FormatsFigure {
  files: number;
  /** Read as the other readers read them: integers and floats to the last bit. */
  equal: number;
  /** Refused with a sentence for a person. */
  refusedKindly: number;
  /** Read as something else, or refused without a sentence; 0 is the aim. */
  wrong: number;
}

/** Reads every file of ../shared/formats and compares with what astropy, h5py and asdf read. */
export async function measureFormats(): Promise<FormatsFigure> {
  const files = expectedFiles();
  const figure: FormatsFigure = { files: files.size, equal: 0, refusedKindly: 0, wrong: 0 };
  for (const [name, expected] of files) {
    try {
      const difference = await formatDifference(formatsFile(name), expected);
      if (difference === null) figure.equal++;
      else {
        figure.wrong++;
        console.error(`wrong: ${name}: ${difference}`);
      }
    } catch (error) {
      const isKind = error instanceof UnreadableError || error instanceof ImageError;
      if (isKind) figure.refusedKindly++;
      else figure.wrong++;
      console.error(
        `${isKind ? 'refused' : 'wrong'}: ${name}: ${error instanceof Error ? error.message : error}`,
      );
    }
  }
  return figure;
}
