import type { FitsGalaxyPixels } from '../../../contracts/ingest.ts';
import type { DistortionTerm, TangentPlane } from '../../../maths/catalogue/tangentPlane.ts';
import { padded, type WrittenCard, writeHeader } from '../fitsCardWriter.ts';

type Band = FitsGalaxyPixels['bands'][number];

/**
 * The first header of a file of cutouts.
 *
 * @param history lines about where they come from
 * @returns (n) bytes, a multiple of 2,880
 */
export function cutoutsHeader(history: readonly string[]): Uint8Array<ArrayBuffer> {
  const cards: WrittenCard[] = [
    { keyword: 'SIMPLE', value: true },
    { keyword: 'BITPIX', value: 8 },
    { keyword: 'NAXIS', value: 0 },
    { keyword: 'EXTEND', value: true },
  ];
  return writeHeader(cards, history);
}

/**
 * A galaxy's numbers as an image extension named by its id, its bands as planes of a cube; bands of different sizes become
 * extensions of their own. Where the picture lies on the sky is written where it is known.
 *
 * @returns headers and data, each a multiple of 2,880 bytes
 */
export function cutoutExtensions(id: string, { bands, plane }: FitsGalaxyPixels): Uint8Array<ArrayBuffer>[] {
  const [first] = bands;
  const areAlike = bands.every(
    ({ widthPx, heightPx, values }) =>
      widthPx === first.widthPx &&
      heightPx === first.heightPx &&
      values.constructor === first.values.constructor,
  );
  const isCube = areAlike && (bands.length === 1 || !plane?.distortion); // astropy takes SIP in two dimensions only
  if (isCube) return extension(id, bands, plane);
  return bands.flatMap(band => extension(`${id} ${band.band}`, [band], plane));
}

function extension(name: string, bands: readonly Band[], plane?: TangentPlane): Uint8Array<ArrayBuffer>[] {
  const [{ widthPx, heightPx, values }] = bands;
  const bytesEach = values.BYTES_PER_ELEMENT;
  const isCube = bands.length > 1;
  const header = writeHeader([
    { keyword: 'XTENSION', value: 'IMAGE' },
    { keyword: 'BITPIX', value: -8 * bytesEach },
    { keyword: 'NAXIS', value: isCube ? 3 : 2 },
    { keyword: 'NAXIS1', value: widthPx },
    { keyword: 'NAXIS2', value: heightPx },
    ...(isCube ? [{ keyword: 'NAXIS3', value: bands.length }] : []),
    { keyword: 'PCOUNT', value: 0 },
    { keyword: 'GCOUNT', value: 1 },
    { keyword: 'EXTNAME', value: name },
    ...bands.map(({ band }, i) => ({ keyword: `BAND${i}`, value: band })),
    ...(plane ? skyCards(plane, isCube) : []),
  ]);
  const data = new Uint8Array(bytesEach * widthPx * heightPx * bands.length);
  const view = new DataView(data.buffer);
  let at = 0;
  for (const { values: numbers } of bands) {
    for (const value of numbers) {
      if (bytesEach === 4) view.setFloat32(at, value);
      else view.setFloat64(at, value);
      at += bytesEach;
    }
  }
  return [header, padded(data)];
}

/** The third axis: the first band is 1. */
const bandAxis: WrittenCard[] = [
  { keyword: 'CTYPE3', value: 'BAND' },
  { keyword: 'CRPIX3', value: 1 },
  { keyword: 'CRVAL3', value: 1 },
  { keyword: 'CD3_3', value: 1 },
];

/** The tangent projection of two axes, the bands of a cube counted along a third. Source: Calabretta & Greisen 2002, A&A 395, 1077. */
function skyCards(
  { raDeg, decDeg, xPx, yPx, degPerPx: [a, b, c, d], distortion }: TangentPlane,
  isCube: boolean,
): WrittenCard[] {
  const sip = distortion ? '-SIP' : '';
  return [
    { keyword: 'WCSAXES', value: isCube ? 3 : 2 },
    { keyword: 'CTYPE1', value: `RA---TAN${sip}` },
    { keyword: 'CTYPE2', value: `DEC--TAN${sip}` },
    { keyword: 'CUNIT1', value: 'deg' },
    { keyword: 'CUNIT2', value: 'deg' },
    { keyword: 'CRVAL1', value: raDeg },
    { keyword: 'CRVAL2', value: decDeg },
    { keyword: 'CRPIX1', value: xPx },
    { keyword: 'CRPIX2', value: yPx },
    { keyword: 'CD1_1', value: a },
    { keyword: 'CD1_2', value: b },
    { keyword: 'CD2_1', value: c },
    { keyword: 'CD2_2', value: d },
    ...distortionCards('A', distortion?.x ?? []),
    ...distortionCards('B', distortion?.y ?? []),
    ...(isCube ? bandAxis : []),
  ];
}

function distortionCards(axis: 'A' | 'B', terms: readonly DistortionTerm[]): WrittenCard[] {
  if (terms.length === 0) return [];
  const order = Math.max(...terms.map(([p, q]) => p + q));
  return [
    { keyword: `${axis}_ORDER`, value: order },
    ...terms.map(([p, q, value]) => ({ keyword: `${axis}_${p}_${q}`, value })),
  ];
}
