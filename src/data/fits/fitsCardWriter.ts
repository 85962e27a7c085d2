import { cardBytes } from './fitsCards.ts';

const blockBytes = 2880;

/** A card to be written: a keyword, its value, and what it means. */
export interface WrittenCard {
  keyword: string;
  value: string | number | boolean;
  comment?: string;
}

/**
 * A header of these cards and lines of HISTORY, filled up to whole blocks. Long texts continue on further cards; letters FITS
 * does not know become "?".
 *
 * @returns bytes, a multiple of 2,880
 */
export function writeHeader(
  cards: readonly WrittenCard[],
  history: readonly string[] = [],
): Uint8Array<ArrayBuffer> {
  const lines = [
    ...cards.flatMap(cardLines),
    ...history.flatMap(text => (ascii(text).match(/.{1,72}/g) ?? []).map(part => `HISTORY ${part}`)),
    'END',
  ];
  const bytes = new Uint8Array(Math.ceil((lines.length * cardBytes) / blockBytes) * blockBytes).fill(0x20);
  for (const [i, line] of lines.entries()) bytes.set(new TextEncoder().encode(line), i * cardBytes);
  return bytes;
}

/** Data filled up with zeros to whole blocks. @param data (n) bytes */
export function padded(data: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(Math.ceil(data.length / blockBytes) * blockBytes);
  bytes.set(data);
  return bytes;
}

/** A text in the letters FITS allows. */
export function ascii(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?');
}

const longestText = 67; // between the quotes of one card that continues

function cardLines({ keyword, value, comment }: WrittenCard): string[] {
  const name = keyword.padEnd(8);
  if (typeof value === 'string') return textLines(name, ascii(value).replaceAll("'", "''"));
  const written = typeof value === 'boolean' ? (value ? 'T' : 'F') : numberText(value);
  const note = comment ? ` / ${ascii(comment)}` : '';
  return [`${name}= ${written.padStart(20)}${note}`.slice(0, cardBytes)];
}

function textLines(name: string, text: string): string[] {
  if (text.length <= longestText + 1) return [`${name}= '${text.padEnd(8)}'`];
  const parts: string[] = [];
  for (let rest = text; rest !== ''; ) {
    let length = Math.min(longestText, rest.length);
    // A doubled quote is not torn apart.
    const quotes = /'*$/.exec(rest.slice(0, length))![0].length;
    if (rest.length > length && quotes % 2 === 1) length--;
    parts.push(rest.slice(0, length));
    rest = rest.slice(length);
  }
  return parts.map((part, i) => {
    const more = i < parts.length - 1 ? '&' : '';
    return i === 0 ? `${name}= '${part}${more}'` : `CONTINUE  '${part}${more}'`;
  });
}

function numberText(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 1e15
    ? String(value)
    : value.toExponential().replace('e', 'E');
}
