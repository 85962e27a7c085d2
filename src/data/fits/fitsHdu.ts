import type { FitsHeader } from './fitsHeader.ts';

/** What an extension holds; `groups` are the random groups of radio interferometers, which are not read. */
type HduKind = 'image' | 'tiledImage' | 'binaryTable' | 'asciiTable' | 'groups' | 'other';

/** A header and its data unit: an image or a table of a FITS file. */
export interface FitsHdu {
  /** 0 for the primary one. */
  index: number;
  kind: HduKind;
  /** EXTNAME; empty where it has none. */
  name: string;
  header: FitsHeader;
  /** Where its data begin in the file, and how many bytes they are, the heap of a table included. */
  dataStart: number;
  dataBytes: number;
  /** False where the file ends before its data do. */
  isWhole: boolean;
  /** Sides of the image, the fastest axis last as in (planes, rows, columns); empty where there is no image. */
  shape: readonly number[];
}

const mostPackedPlanes = 1e6; // each may be a galaxy, of which a list is made; packed data do not tell how many they hold
const bitDepths = [8, 16, 32, 64, -32, -64];

/** Reads from a header what follows it. @throws UnreadableError where the header contradicts itself */
export function hduOf(header: FitsHeader, index: number, dataStart: number, fileBytes: number): FitsHdu {
  const bitpix = header.number('BITPIX');
  if (bitpix === undefined || !bitDepths.includes(bitpix)) {
    throw header.broken(`BITPIX should be one of ${bitDepths.join(', ')}, and is ${header.get('BITPIX')}`);
  }
  const axes = axesOf(header, 'NAXIS');
  const grouped = index === 0 && axes[0] === 0 && header.isTrue('GROUPS');
  const counted = grouped ? axes.slice(1) : axes;
  const elements = axes.length === 0 ? 0 : counted.reduce((product, side) => product * side, 1);
  const extra = header.count('PCOUNT', 0);
  const dataBytes = (Math.abs(bitpix) / 8) * header.count('GCOUNT', 1) * (extra + elements);
  if (!Number.isSafeInteger(dataBytes)) throw header.broken(`its axes (${axes.join(' × ')}) are too long`);
  const kind = kindOf(header, index, grouped);
  const shape = kind === 'tiledImage' ? axesOf(header, 'ZNAXIS') : kind === 'image' ? axes : [];
  const planes = shape.slice(2).reduce((product, side) => product * side, 1);
  const isBeyond =
    kind === 'tiledImage'
      ? planes > mostPackedPlanes
      : kind === 'image' && elements * (Math.abs(bitpix) / 8) > dataBytes;
  if (isBeyond) throw header.broken(`its axes (${shape.join(' × ')}) are more than its data`);
  return {
    index,
    kind,
    name: header.text('EXTNAME') ?? '',
    header,
    dataStart,
    dataBytes,
    isWhole: dataStart + dataBytes <= fileBytes,
    shape: shape.toReversed(),
  };
}

function kindOf(header: FitsHeader, index: number, grouped: boolean): HduKind {
  if (grouped) return 'groups';
  if (index === 0) return 'image';
  switch (header.text('XTENSION')) {
    case 'IMAGE':
    case 'IUEIMAGE':
      return 'image';
    case 'BINTABLE':
    case 'A3DTABLE':
      return header.isTrue('ZIMAGE') ? 'tiledImage' : 'binaryTable';
    case 'TABLE':
      return 'asciiTable';
    default:
      return 'other';
  }
}

/** The lengths of axes, the fastest first. */
function axesOf(header: FitsHeader, keyword: string): number[] {
  const count = header.count(keyword);
  if (count > 999) throw header.broken(`${keyword} is ${count}, and 999 is the most`);
  return Array.from({ length: count }, (_, i) => header.count(`${keyword}${i + 1}`));
}

/** "a.fits" or "extension 2 (SCI) of a.fits", for sentences. */
export function hduPlace({ header, name, index }: Pick<FitsHdu, 'header' | 'name' | 'index'>): string {
  return index > 0 && name !== '' ? header.place.replace(/ of /, ` (${name}) of `) : header.place;
}
