/** Red, green and blue, 0–255. */
export type Rgb = [number, number, number];

/** cividis in 256 steps, six hexadecimal digits each (Nuñez, Anderton & Renslow 2018, PLOS ONE 13, e0199239; as in matplotlib). */
const cividisTable =
  '00224e00234f00245100255300255400265600275800285900285b00295d002a5f002a61002b62002c64002c66002d68' +
  '002e6a002e6c002f6d00306f0030700031700031710132710533710833700c34700f357012357014367016377018376f' +
  '1a386f1c396f1e3a6f203a6f213b6e233c6e243c6e263d6e273e6e293f6e2a3f6d2b406d2d416d2e416d2f426d31436d' +
  '32436d33446d34456c35456c36466c38476c39486c3a486c3b496c3c4a6c3d4a6c3e4b6c3f4c6c404c6c414d6c424e6c' +
  '434e6c444f6c45506c46516c47516c48526c49536c4a536c4b546c4c556c4d556c4e566c4f576c50576c51586d52596d' +
  '535a6d545a6d555b6d555c6d565c6d575d6d585e6d595e6e5a5f6e5b606e5c616e5d616e5e626e5e636f5f636f60646f' +
  '61656f62656f636670646770656870656870666970676a71686a71696b716a6c716b6d726c6d726c6e726d6f726e6f73' +
  '6f70737071737172747272747273747374757474757575757676767777767777777878777979777a7a787b7a787c7b78' +
  '7d7c787e7c787e7d787f7e78807f78817f788280798381798482798582798683798784788885788985788a86788b8778' +
  '8c88788d88788e89788f8a78908b78918b78928c78928d78938e78948e77958f779690779791779892779992779a9376' +
  '9b94769c95769d95769e96769f9775a09875a19975a29975a39a74a49b74a59c74a69c74a79d73a89e73a99f73aaa073' +
  'aba072aca172ada272aea371afa471b0a571b1a570b3a670b4a76fb5a86fb6a96fb7a96eb8aa6eb9ab6dbaac6dbbad6d' +
  'bcae6cbdae6cbeaf6bbfb06bc0b16ac1b26ac2b369c3b369c4b468c5b568c6b667c7b767c8b866c9b965cbb965ccba64' +
  'cdbb63cebc63cfbd62d0be62d1bf61d2c060d3c05fd4c15fd5c25ed6c35dd7c45cd9c55cdac65bdbc75adcc859ddc858' +
  'dec958dfca57e0cb56e1cc55e2cd54e4ce53e5cf52e6d051e7d150e8d24fe9d34eead34cebd44bedd54aeed649efd748' +
  'f0d846f1d945f2da44f3db42f5dc41f6dd3ff7de3ef8df3cf9e03afbe138fce236fde334fee434fee535fee636fee838';

/**
 * Sequential colours that read the same with and without red–green blindness and rise evenly in lightness.
 *
 * @param t 0 (dark blue) … 1 (yellow); clamped, linear between the table's 256 steps
 */
export function cividis(t: number): Rgb {
  const at = clamp(t) * 255;
  const low = Math.floor(at);
  return mix(cividisStep(low), cividisStep(Math.min(255, low + 1)), at - low);
}

function cividisStep(i: number): Rgb {
  const packed = Number.parseInt(cividisTable.slice(6 * i, 6 * i + 6), 16);
  return [packed >> 16, (packed >> 8) & 255, packed & 255];
}

const blue: Rgb = [33, 102, 172]; // the ends of ColorBrewer's RdBu (Harrower & Brewer 2003), which everyone can tell apart
const white: Rgb = [255, 255, 255];
const red: Rgb = [178, 24, 43];

/**
 * Diverging colours.
 *
 * @param t 0 (blue) … 0.5 (white) … 1 (red); clamped
 */
export function diverging(t: number): Rgb {
  const side = 2 * clamp(t) - 1;
  return mix(white, side < 0 ? blue : red, Math.abs(side));
}

/**
 * Where a value stands on a diverging scale whose white is at `centre`: both sides have the same unit, the further end
 * reaches full colour.
 *
 * @returns 0 … 1 for values between low and high, 0.5 at the centre, and everywhere if low = high = centre
 */
export function divergingShare(value: number, low: number, centre: number, high: number): number {
  const reach = Math.max(Math.abs(centre - low), Math.abs(high - centre));
  return reach > 0 ? 0.5 + (value - centre) / (2 * reach) : 0.5;
}

/**
 * The seven colours of Okabe & Ito (2008, "Color Universal Design") without their black, which is the map's ground;
 * the ones that stand out most come first.
 */
export const okabeIto: readonly Rgb[] = [
  [86, 180, 233], // sky blue
  [213, 94, 0], // vermilion
  [0, 158, 115], // bluish green
  [240, 228, 66], // yellow
  [204, 121, 167], // reddish purple
  [0, 114, 178], // blue
  [230, 159, 0], // orange
];

/** Galaxies without a value: as far from black as from white. */
export const nullColour: Rgb = [122, 122, 122];

const lightened = 0.55; // share of white in the second seven: apart from the first and from white
const darkened = 0.5; // share of black in the third

/**
 * The colour of category i: Okabe & Ito's seven, then the same lightened, then darkened. Beyond 21 nothing can be told
 * apart and they repeat.
 *
 * @param i whole number ≥ 0
 */
export function categoryColour(i: number): Rgb {
  const base = okabeIto[i % okabeIto.length];
  const round = Math.floor(i / okabeIto.length) % 3;
  return round === 0 ? [...base] : round === 1 ? mix(base, white, lightened) : mix(base, [0, 0, 0], darkened);
}

function clamp(t: number): number {
  return Math.min(1, Math.max(0, t));
}

function mix(from: Rgb, to: Rgb, share: number): Rgb {
  return [0, 1, 2].map(c => Math.round(from[c] + (to[c] - from[c]) * share)) as Rgb;
}
