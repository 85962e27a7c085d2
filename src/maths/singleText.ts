/**
 * The shortest decimal text that gives the same 32-bit number again: "0.1" for the float32 nearest to it, where its
 * double says 0.10000000149011612.
 *
 * @param value a number that a float32 holds exactly; "NaN" and "Infinity" are written so
 */
export function singleText(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  for (const digits of [6, 7, 8]) {
    const text = String(Number(value.toPrecision(digits)));
    if (Math.fround(Number(text)) === value) return text;
  }
  return String(Number(value.toPrecision(9))); // always enough for 24 bits
}
