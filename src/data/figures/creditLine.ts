/** What stands under a figure: whose galaxies, whose images, which program, when. @param notes where it comes from */
export function creditLine(notes: Readonly<Record<string, string>>): string {
  const { catalogue, galaxies, simulated, set, credit, software, written } = notes;
  const kind = simulated ? ' simulated' : '';
  const number = galaxies && `${Number(galaxies).toLocaleString('en')}${kind} galaxies`;
  return [
    [catalogue ?? set, number].filter(Boolean).join(': '),
    credit && `Images: ${credit}`,
    software,
    written?.slice(0, 10),
  ]
    .filter(Boolean)
    .join(' · ');
}

/** A line of words as lines of at most so many letters; a longer word has a line of its own. */
export function wrapped(words: string, letters: number): string[] {
  const lines: string[] = [];
  for (const word of words.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= letters)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
