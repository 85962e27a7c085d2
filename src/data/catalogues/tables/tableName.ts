/** Whether a file's name is that of a table of text or a VOTable, gzipped or not. */
export function isTableName(name: string): boolean {
  return /\.(csv|tsv|ecsv|vot|votable|xml)(\.gz)?$/i.test(name);
}

/** Whether a file's name is that of a FITS file, gzipped or not: a table, or pictures. */
export function isFitsName(name: string): boolean {
  return /\.(fits?|fts)(\.gz)?$/i.test(name);
}
