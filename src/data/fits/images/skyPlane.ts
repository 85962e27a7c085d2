import type { DistortionTerm, TangentPlane } from '../../../maths/catalogue/tangentPlane.ts';
import type { FitsHeader } from '../fitsHeader.ts';

/** Where an image lies on the sky; undefined without a tangent projection in equatorial coordinates. SIP's distortion is read. */
export function skyPlane(header: FitsHeader): TangentPlane | undefined {
  const types = [header.text('CTYPE1') ?? '', header.text('CTYPE2') ?? ''];
  if (!/^RA---TAN/.test(types[0]) || !/^DEC--TAN/.test(types[1])) return undefined;
  const number = (keyword: string) => header.number(keyword);
  const [raDeg, decDeg] = [number('CRVAL1'), number('CRVAL2')];
  const [xPx, yPx] = [number('CRPIX1'), number('CRPIX2')];
  if (raDeg === undefined || decDeg === undefined || xPx === undefined || yPx === undefined) return undefined;
  const degPerPx = matrixOf(header);
  const isFlat = degPerPx[0] * degPerPx[3] === degPerPx[1] * degPerPx[2];
  if (isFlat) return undefined;
  const plane = { raDeg, decDeg, xPx, yPx, degPerPx };
  if (!/-SIP\s*$/.test(types[0])) return plane;
  return { ...plane, distortion: { x: termsOf(header, 'A'), y: termsOf(header, 'B') } };
}

const mostOrder = 9; // of SIP

/** Terms A_p_q, or B_p_q, up to their order. */
function termsOf(header: FitsHeader, axis: 'A' | 'B'): DistortionTerm[] {
  const order = Math.min(mostOrder, header.number(`${axis}_ORDER`) ?? 0);
  const terms: DistortionTerm[] = [];
  for (let p = 0; p <= order; p++) {
    for (let q = 0; p + q <= order; q++) {
      const factor = header.number(`${axis}_${p}_${q}`);
      if (factor) terms.push([p, q, factor]);
    }
  }
  return terms;
}

/** CD, or PC and CDELT, or CDELT turned by CROTA2. */
function matrixOf(header: FitsHeader): [number, number, number, number] {
  const names = ['1_1', '1_2', '2_1', '2_2'] as const;
  const matrix = (prefix: string, otherwise: number[]) =>
    names.map((name, i) => header.number(`${prefix}${name}`) ?? otherwise[i]);
  if (names.some(name => header.number(`CD${name}`) !== undefined)) {
    return matrix('CD', [0, 0, 0, 0]) as [number, number, number, number];
  }
  const [x, y] = [header.number('CDELT1') ?? 1, header.number('CDELT2') ?? 1];
  const turn = ((header.number('CROTA2') ?? 0) * Math.PI) / 180;
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  if (turn !== 0) return [x * cos, -y * sin, x * sin, y * cos];
  const [a, b, c, d] = matrix('PC', [1, 0, 0, 1]);
  return [x * a, x * b, y * c, y * d];
}
