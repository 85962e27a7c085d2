/** What a table states about a column besides its cells. */
export interface ColumnNote {
  /** As written: "deg", "mag", "h:m:s". */
  unit?: string;
  description?: string;
  /** Declared type: "string", "int64", "float64", "bool" of ECSV; "char", "double", … of VOTable. */
  datatype?: string;
}

const units = new Set(
  (
    'deg degree degrees arcsec arcmin mas rad h hr hour hours hourangle h:m:s d:m:s hms dms s min d yr myr gyr mag ' +
    'jy mjy ujy pix pixel px pc kpc mpc km/s m/s kms-1 km.s-1 angstrom nm um micron solmass msun lsun nmgy ' +
    'nanomaggies k ev kev erg/s ct count counts adu dex'
  ).split(' '),
);
const noUnit = new Set(['', '-', '--', 'none', '1', 'unitless', '(none)']);

/** A unit as it is shown: without VizieR's quotes; undefined for an empty one. */
export function unitText(word: string): string | undefined {
  const unit = word.trim().replace(/^["“[(](.*)["”\])]$/, '$1');
  return noUnit.has(unit.toLowerCase()) ? undefined : unit;
}

/** Whether a row of cells can only be the units of the columns above it. */
export function isUnitsRow(cells: readonly string[]): boolean {
  const words = cells.map(cell => unitText(cell)?.toLowerCase());
  const filled = words.filter(word => word !== undefined);
  return filled.length > 0 && filled.every(word => units.has(word));
}
