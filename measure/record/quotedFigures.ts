/**
 * A text with the figure's numbers filled in where it quotes them. A quotation is a comment that names a number by its
 * path, the number, and the end: `<!-- start.firstLoadKbGzip -->421<!-- end -->`; it shows as the number alone. Three
 * digits are quoted. What quotes other figures stays as it is.
 *
 * @param name the figure
 * @throws RangeError where a quoted path leads to no number: it was misspelt, or the figure no longer computes it
 */
export function withQuotedFigure(text: string, name: string, value: object): string {
  const quotation = /<!-- ([a-z-]+)\.([\w.]+) -->[^<]*<!-- end -->/g;
  return text.replace(quotation, (whole, figure: string, path: string) => {
    if (figure !== name) return whole;
    let found: unknown = value;
    for (const key of path.split('.')) found = (found as Record<string, unknown> | undefined)?.[key];
    if (typeof found !== 'number') {
      throw new RangeError(
        `need a number at ${path} of the figure ${name}; got ${found}: mend the quotation`,
      );
    }
    return `<!-- ${figure}.${path} -->${Number(found.toPrecision(3))}<!-- end -->`;
  });
}
