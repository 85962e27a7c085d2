/**
 * Thrown where bytes cannot be read. Its message is one whole sentence for a person: it names the file or row, says
 * what was found, and what to do.
 */
export class UnreadableError extends Error {
  override name = 'UnreadableError';
}

/** The reason inside any thrown value, without its final full stop, for use inside a sentence. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.replace(/\.$/, '');
}

/** "a, b, c and 7 more": the first few of many names, so that a sentence stays short. */
export function firstFew(names: readonly string[], shown = 3): string {
  const more = names.length - shown;
  return more > 0 ? `${names.slice(0, shown).join(', ')} and ${more} more` : names.join(', ');
}
