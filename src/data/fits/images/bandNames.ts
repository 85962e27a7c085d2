import type { FitsHeader } from '../fitsHeader.ts';

const order = ['nuv', 'u', 'g', 'vis', 'v', 'r', 'i', 'z', 'y', 'j', 'h', 'k', 'ks']; // from blue to red
const bandInName = /^(.+?)[._-](nuv|u|g|r|i|z|y|j|h|ks?|vis|v)(?:[._-]band)?$/i;

/** A file name that ends in a band: "ngc1_g" is band g of "ngc1"; undefined for others. */
export function bandOfName(stem: string): { stem: string; band: string } | undefined {
  const parts = bandInName.exec(stem);
  return parts ? { stem: parts[1], band: parts[2].toLowerCase() } : undefined;
}

/** A word that is a band by itself, in lower case; undefined for others. */
export function bandOfWord(word: string): string | undefined {
  const band = word.trim().toLowerCase();
  return order.includes(band) ? band : undefined;
}

/** Names of the planes of a cube, from BANDS ("grz") or BAND0 …; undefined where the header does not say. */
export function bandsOfCube(header: FitsHeader, planes: number): string[] | undefined {
  const bands = header.text('BANDS')?.replace(/[^a-z]/gi, '');
  if (bands?.length === planes) return [...bands.toLowerCase()];
  const listed = Array.from({ length: planes }, (_, i) => header.text(`BAND${i}`)?.trim());
  return listed.every(band => band) ? (listed as string[]) : undefined;
}

/** By wavelength, unknown ones as they come, behind the others. */
export function fromBlueToRed<T extends { band: string }>(parts: readonly T[]): T[] {
  const place = ({ band }: T) => {
    const at = order.indexOf(band);
    return at < 0 ? order.length : at;
  };
  return parts.toSorted((a, b) => place(a) - place(b));
}
