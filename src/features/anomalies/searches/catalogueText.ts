/** The name of a catalogue from the key of its searches: "gz2.parquet 60000-1f0c9a7e" is "gz2.parquet". */
export function catalogueText(key: string): string {
  return key.replace(/ \d+-[0-9a-f]+$/, '');
}
