/** Whether a file's name is that of a table of text or a VOTable, gzipped or not. */
export function isTableName(name: string): boolean {
  return /\.(csv|tsv|ecsv|vot|votable|xml)(\.gz)?$/i.test(name);
}
