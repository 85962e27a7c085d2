/** An angle in sixtieths, as it stands in a table. */
interface Sexagesimal {
  /** In units of the first part: hours or degrees. */
  value: number;
  /** The unit that the text states: by h or d marks, or not at all (colons, blanks). */
  mark?: 'h' | 'd';
  /** The first part alone, without sign. */
  first: number;
}

/** Sign; first part; its mark; minutes; their mark; seconds. Seconds may be missing, the last part may have decimals. */
const form =
  /^([+-]?)\s*(\d{1,3})\s*([hʰd°º:\s])\s*(\d{1,2}(?:\.\d*)?)\s*(?:[mᵐ′'’:\s]\s*(?:(\d{1,2}(?:\.\d*)?)\s*(?:[sˢ″"”]|''|′′)?)?)?$/iu;

/**
 * Reads `10:00:01.50`, `10 00 01.5`, `10h00m01.5s`, `+02d11m00s`, `−02°11′00.0″` and the like.
 *
 * @returns undefined for any other text, such as a single number, and for minutes or seconds beyond 60
 */
export function readSexagesimal(text: string): Sexagesimal | undefined {
  const plain = text.trim().replace(/[\u2212\u2013\u2010]/, '-');
  const found = form.exec(plain);
  if (!found) return undefined;
  const [, sign, firstText, mark, minutesText, secondsText = '0'] = found;
  const [first, minutes, seconds] = [firstText, minutesText, secondsText].map(Number);
  if (minutes >= 60 || seconds > 60) return undefined;
  const size = first + minutes / 60 + seconds / 3600;
  return { value: sign === '-' ? -size : size, mark: markOf(mark), first };
}

function markOf(mark: string): Sexagesimal['mark'] {
  if (/[hʰ]/iu.test(mark)) return 'h';
  return /[d°º]/iu.test(mark) ? 'd' : undefined;
}
