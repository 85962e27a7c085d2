import type { Source } from './sources.ts';

/** How long the files are, in lines: as many as an editor numbers, blank lines and comments with them. */
export interface FileLengths {
  files: number;
  /** The upper of the two middle ones where their number is even */
  medianLines: number;
  /** Nine files of ten have at most as many */
  p90Lines: number;
  longestFile: number;
  longestFilePath: string;
}

/** Counts the lines of each file; all numbers are 0 where there are none. */
export function fileLengths(files: readonly Pick<Source, 'path' | 'text'>[]): FileLengths {
  const sorted = files
    .map(({ path, text }) => ({ path, lines: linesOf(text) }))
    .sort((a, b) => a.lines - b.lines);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]?.lines ?? 0;
  const longest = sorted.at(-1);
  return {
    files: sorted.length,
    medianLines: at(0.5),
    p90Lines: sorted[Math.ceil(0.9 * sorted.length) - 1]?.lines ?? 0,
    longestFile: longest?.lines ?? 0,
    longestFilePath: longest?.path ?? '',
  };
}

function linesOf(text: string): number {
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
}
