import { fileWriter } from 'hyparquet-writer';
import { writeCatalogue } from '../../src/data/catalogues/catalogueWriter.ts';
import type { SurveyGalaxies } from './syntheticSurvey.ts';

const rowsPerGroup = 8192; // a block of the Ray bake is some row groups

/** The first galaxies as a Parquet file with a column `embedding`, which the bakes take as they are. @returns the file */
export async function surveyInput(
  file: string,
  { values, columns, ids, table }: Omit<SurveyGalaxies, 'embeddedPerSecond'>,
  rows: number,
): Promise<string> {
  await writeCatalogue(
    fileWriter(file),
    {
      ids: ids.slice(0, rows),
      columns: table.map(column =>
        column.kind === 'category'
          ? { ...column, codes: column.codes.subarray(0, rows) }
          : column.kind === 'number'
            ? { ...column, values: column.values.subarray(0, rows) }
            : column,
      ),
      embedding: { rows, columns, values: values.subarray(0, rows * columns) },
      notes: { name: 'A made-up survey', simulated: true },
    },
    rowsPerGroup,
  );
  return file;
}
