import type { Column } from '../../contracts/column.ts';
import { matchPositions } from '../../maths/catalogue/positionMatch.ts';
import { firstFew, UnreadableError } from '../bytes/unreadable.ts';
import { IdMatcher } from '../tables/idMatching.ts';
import type { SpectraFile, SpectrumEntry } from './spectraFile.ts';

/** Where a spectrum of some files is. */
interface SpectrumPlace {
  file: SpectraFile;
  entry: number;
}

/** Spectra joined to galaxies. */
export interface JoinedSpectra {
  /** "spectra.parquet", "spec-0266-51602-0007.fits and 11 more": two drops of as many files are told apart */
  name: string;
  /** Spectra by catalogue row. */
  ofRow: ReadonlyMap<number, SpectrumPlace>;
  /** Their redshifts, where they tell any. */
  columns: Column[];
  /** How many were joined, on what, and what was left out. */
  sentence: string;
  problems: string[];
}

/** The galaxies to join to. */
interface Galaxies {
  ids: readonly string[];
  /** (n) degrees; NaN where unknown; both or neither. */
  raDeg?: ArrayLike<number>;
  decDeg?: ArrayLike<number>;
}

const maxArcsec = 3; // a fibre of SDSS is 3″ wide

/**
 * Joins spectra to galaxies: by id, and those whose names mean none by position, the nearest within 3″. Row numbers are no ids: any
 * count matches them by chance.
 *
 * @throws UnreadableError where none belongs to a galaxy
 */
export function joinSpectra(files: readonly SpectraFile[], galaxies: Galaxies): JoinedSpectra {
  const places = files.flatMap(file => file.entries.map((_, entry) => ({ file, entry })));
  const entryOf = ({ file, entry }: SpectrumPlace) => file.entries[entry];
  const ofRow = new Map<number, SpectrumPlace>();
  const left: SpectrumPlace[] = [];
  const matcher = new IdMatcher(galaxies.ids);
  const most = matcher.areRowNumbers
    ? 0
    : places.reduce((n, place) => Math.max(n, entryOf(place).names.length), 0);
  const rowOf = new Int32Array(places.length).fill(-1);
  for (let k = 0; k < most; k++) {
    const cells = places.map(place => entryOf(place).names[k] ?? '');
    for (const [i, row] of matcher.match(cells).entries()) if (rowOf[i] < 0 && row >= 0) rowOf[i] = row;
  }
  for (const [i, place] of places.entries()) {
    if (rowOf[i] < 0) left.push(place);
    else if (!ofRow.has(rowOf[i])) ofRow.set(rowOf[i], place);
  }
  const byId = ofRow.size;
  joinByPosition(left, ofRow, galaxies);
  const name = files.length === 1 ? files[0].name : `${files[0].name} and ${files.length - 1} more`;
  const count = (n: number) => n.toLocaleString('en');
  const of = `${count(places.length)} ${places.length === 1 ? 'spectrum' : 'spectra'} of ${name}`;
  if (ofRow.size === 0)
    throw new UnreadableError(
      `${of}: none belongs to an open galaxy. ${whyNone(places, galaxies, matcher.areRowNumbers)}`,
    );
  const byPosition = ofRow.size - byId;
  const ways = [
    byId > 0 && `${count(byId)} by id`,
    byPosition > 0 && `${count(byPosition)} by position, within ${maxArcsec}″`,
  ];
  return {
    name,
    ofRow,
    columns: redshiftColumns(name, ofRow, galaxies.ids.length),
    sentence: `${count(ofRow.size)} of ${of} ${ofRow.size === 1 ? 'was' : 'were'} joined to galaxies (${ways.filter(Boolean).join('; ')}): unfold a galaxy’s card to see its spectrum.${uncertainWords([...ofRow.values()].map(entryOf))}`,
    problems: files.flatMap(({ problems }) => problems),
  };
}

function joinByPosition(
  left: readonly SpectrumPlace[],
  ofRow: Map<number, SpectrumPlace>,
  { raDeg, decDeg }: Galaxies,
): void {
  const placed = left.filter(({ file, entry }) => file.entries[entry].raDeg !== undefined);
  if (!raDeg || !decDeg || placed.length === 0) return;
  const at = placed.map(({ file, entry }) => file.entries[entry]);
  const { rowOf } = matchPositions(
    { raDeg: Float64Array.from(raDeg, (value, row) => (ofRow.has(row) ? Number.NaN : value)), decDeg },
    { raDeg: at.map(each => each.raDeg!), decDeg: at.map(each => each.decDeg!) },
    maxArcsec,
  );
  for (const [row, i] of rowOf.entries()) if (i >= 0) ofRow.set(row, placed[i]);
}

function whyNone(places: readonly SpectrumPlace[], { ids, raDeg }: Galaxies, areRowNumbers: boolean): string {
  const names = places.flatMap(({ file, entry }) => file.entries[entry].names.slice(0, 1));
  const known = names.length > 0 ? `They are called ${firstFew(names)}` : 'They have no names';
  const galaxies = areRowNumbers
    ? ', the galaxies have row numbers instead of ids'
    : `, the galaxies ${firstFew(ids)}`;
  return `${known}${galaxies}${raDeg ? `, and no position agrees within ${maxArcsec}″` : ', and the galaxies have no positions'}.`;
}

function isUncertain({ redshift, redshiftWarning }: SpectrumEntry): boolean {
  return redshift !== undefined && redshiftWarning !== undefined;
}

function uncertainWords(entries: readonly SpectrumEntry[]): string {
  const n = entries.filter(isUncertain).length;
  if (n === 0) return '';
  return ` ${n === 1 ? 'One redshift is' : `${n.toLocaleString('en')} redshifts are`} uncertain (ZWARNING) and marked so in a column.`;
}

function redshiftColumns(name: string, ofRow: ReadonlyMap<number, SpectrumPlace>, n: number): Column[] {
  const columns: Column[] = [];
  const add = (what: string, description: string, of: (entry: SpectrumEntry) => number | undefined) => {
    const values = new Float64Array(n).fill(Number.NaN);
    for (const [row, { file, entry }] of ofRow) values[row] = of(file.entries[entry]) ?? Number.NaN;
    if (values.every(Number.isNaN)) return;
    columns.push({ kind: 'number', name: `${what} (${name})`, description, source: name, values });
  };
  add('redshift', 'As measured in the spectrum.', entry => entry.redshift);
  add('redshift error', 'Standard deviation of the redshift.', entry => entry.redshiftError);
  if ([...ofRow.values()].some(({ file, entry }) => isUncertain(file.entries[entry])))
    add(
      'redshift uncertain',
      '1 where the source is not sure of the redshift (ZWARNING other than 0), 0 elsewhere.',
      entry => (entry.redshift === undefined ? undefined : Number(isUncertain(entry))),
    );
  return columns;
}
