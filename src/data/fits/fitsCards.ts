/** A card's value: text, truth, number, or whole number beyond what a double holds; undefined where the card has none. */
export type CardValue = string | boolean | number | bigint | undefined;

/** Bytes of a card, one line of a header. */
export const cardBytes = 80;

/**
 * Reads the cards of a header up to END into values by keyword. Long texts are joined over CONTINUE, HIERARCH keywords keep
 * their words ("ESO DET CHIP"), COMMENT and HISTORY are left out; of a keyword that comes twice the first counts. Source:
 * FITS standard 4.0, section 4.
 *
 * @param text of whole cards, one byte a character
 */
export function readCards(text: string): Map<string, CardValue> {
  const values = new Map<string, CardValue>();
  let open: string | undefined; // the keyword whose text ended in "&", to be continued
  for (let at = 0; at + cardBytes <= text.length; at += cardBytes) {
    const card = text.slice(at, at + cardBytes);
    const keyword = card.slice(0, 8).trimEnd();
    if (keyword === 'END') break;
    if (keyword === 'CONTINUE') {
      const more = cardValue(card.slice(8));
      const former = open === undefined ? undefined : values.get(open);
      if (open !== undefined && typeof former === 'string' && typeof more === 'string') {
        values.set(open, former.slice(0, -1) + more);
        if (!more.endsWith('&')) open = undefined;
      }
      continue;
    }
    open = undefined;
    const named = nameAndValue(card, keyword);
    if (!named || values.has(named.name)) continue;
    const value = cardValue(named.rest);
    values.set(named.name, value);
    if (typeof value === 'string' && value.endsWith('&')) open = named.name;
  }
  return values;
}

/** The keyword of a card and what follows its "="; undefined for a comment. */
function nameAndValue(card: string, keyword: string): { name: string; rest: string } | undefined {
  if (keyword === 'HIERARCH') {
    const equals = card.indexOf('=');
    return equals < 0 ? undefined : { name: card.slice(9, equals).trim(), rest: card.slice(equals + 1) };
  }
  if (card[8] !== '=' || keyword === 'COMMENT' || keyword === 'HISTORY') return undefined;
  return { name: keyword, rest: card.slice(9) };
}

/** The value before a card's comment. */
function cardValue(rest: string): CardValue {
  const text = rest.trimStart();
  if (text.startsWith("'")) {
    const quoted = /^'((?:[^']|'')*)'/.exec(text);
    return (quoted ? quoted[1].replaceAll("''", "'") : text.slice(1)).trimEnd();
  }
  const slash = text.indexOf('/');
  const word = (slash < 0 ? text : text.slice(0, slash)).trim();
  if (word === '') return undefined;
  if (word === 'T') return true;
  if (word === 'F') return false;
  if (/^[+-]?\d+$/.test(word)) {
    const number = Number(word);
    return Number.isSafeInteger(number) ? number : BigInt(word.replace('+', ''));
  }
  const number = Number(word.replace(/[dD]/, 'e'));
  return Number.isNaN(number) ? word : number;
}
