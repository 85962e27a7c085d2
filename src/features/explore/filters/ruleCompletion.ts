const plainName = /^[\p{L}\p{N}_](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_])?$/u; // as ruleGrammar.ts reads names without backticks
const words = new Set(['and', 'or', 'not']);

/** The word or the opened backtick name that the text ends with. */
const lastWord = /(`[^`]*|[\p{L}\p{N}_][\p{L}\p{N}_.-]*)$/u;

/**
 * Whole texts in which the name begun at the end is completed, the names that begin with it first.
 *
 * @param names of the columns
 * @returns nothing where no name is begun, or it is one already
 */
export function completionsOf(text: string, names: readonly string[], most = 8): string[] {
  const begun = lastWord.exec(text)?.[0];
  if (begun === undefined) return [];
  const wanted = begun.replace('`', '').toLowerCase();
  if (wanted === '' || words.has(wanted)) return [];
  const before = text.slice(0, text.length - begun.length);
  if (!/(^|\(|\b(and|or|not))\s*$/i.test(before)) return []; // a value is typed, not a name
  const found = names.filter(name => name.toLowerCase().includes(wanted));
  if (found.some(name => name.toLowerCase() === wanted)) return [];
  const starting = found.filter(name => name.toLowerCase().startsWith(wanted));
  const ordered = [...new Set([...starting, ...found])].slice(0, most);
  return ordered.map(name => `${before}${plainName.test(name) ? name : `\`${name}\``} `);
}
