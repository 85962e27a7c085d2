/** Names of id columns, lower case, the most certain first. */
export const idNames: readonly string[] = [
  'id',
  'id_str',
  'iauname',
  'iau_name',
  'objid',
  'dr7objid',
  'dr8objid',
  'galaxy_id',
  'galaxyid',
  'object_id',
  'objectid',
  'source_id',
  'specobjid',
  'targetid',
  'asset_id',
  'main_id', // SIMBAD
  'prefname', // NED
  'pgc',
  'name',
];

/** Words that mark a column of ids or names, alone or as the last word of a name: "gz_id", "png_loc", "File Name". */
const namingWords = new Set(
  (
    'id ids uid uuid objid name names iauname objname designation file files filename filenames filepath path paths ' +
    'loc fileloc image images imagename img asset cutout galaxy object target source recno'
  ).split(' '),
);

/** Whether a column's name says that it holds ids, names or paths. */
export function isNamingColumn(name: string): boolean {
  const known = name.trim().toLowerCase();
  if (idNames.includes(known)) return true;
  const words = known.split(/[^\p{L}\p{N}]+/u).filter(word => word !== '' && !/^\d+$/.test(word)); // TOPCAT's "_1"
  const last = words.at(-1) ?? '';
  if (words.some(word => countingWords.has(word))) return false;
  return namingWords.has(last) || /(obj|spec|target|source|image|galaxy)_?ids?$/.test(last);
}

/** "n_images" is a count, not a name. */
const countingWords = new Set(['n', 'num', 'number', 'count', 'total', 'frac', 'fraction']);
