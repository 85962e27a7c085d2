import type { SchemaElement } from 'hyparquet';
import { type ColumnSource, ParquetWriter, type Writer } from 'hyparquet-writer';
import { type Column, nullCode } from '../../contracts/column.ts';
import type { IdRows } from '../../contracts/ingest.ts';
import type { Matrix } from '../../contracts/matrix.ts';
import type { ColumnNote } from '../tables/columnNote.ts';
import { type BakedNotes, writeNotes } from './bakedNotes.ts';
import { freeNames } from './freeNames.ts';

/** A catalogue to be written in the Galaxy Zoo layout. */
export interface CatalogueToWrite {
  /** (n) unique */
  ids: IdRows;
  columns: readonly Column[];
  /** (n, d) the encoder's full representation. */
  embedding?: Matrix;
  /** (n, k) the components the map is made from. */
  pca?: Matrix;
  /** (n, answers) predictions of the head in `notes` for each galaxy. */
  predicted?: Matrix;
  /** (n, 2) row-major map positions. */
  positions?: Float32Array;
  notes: Omit<BakedNotes, 'columns'>;
  /** Stored images of rows [start, end), and their file names; without it no image column is written. */
  images?(start: number, end: number): Promise<({ bytes: Uint8Array; path: string } | null)[]>;
}

const usualRowsPerGroup = 2048; // as in the Galaxy Zoo files: about 10 MB of images, read in one piece

/** One column's schema, and a function that gives its values of rows [start, end). */
interface Field {
  schema: SchemaElement[];
  values(start: number, end: number): ColumnSource['data'] | Promise<ColumnSource['data']>;
  /** Incompressible values are stored as they are. */
  raw?: boolean;
}

/**
 * Writes a catalogue as Parquet, row group by row group: id, columns, `x`, `y`, `pca`, `predicted`, `embedding`, and `image` last,
 * so that everything but the images of a row group is contiguous and fetched at once. NaN becomes null.
 *
 * @param rowsPerGroup default 2,048
 */
export async function writeCatalogue(
  writer: Writer,
  catalogue: CatalogueToWrite,
  rowsPerGroup = usualRowsPerGroup,
): Promise<void> {
  const n = catalogue.ids.length;
  const fields = fieldsOf(catalogue);
  const parquet = new ParquetWriter({
    writer,
    schema: [{ name: 'root', num_children: fields.length }, ...fields.flatMap(field => field.schema)],
    kvMetadata: writeNotes({ ...catalogue.notes, columns: columnNotes(freeNames(catalogue.columns)) }),
    createdBy: 'morphospace',
  });
  for (let start = 0; start < n; start += rowsPerGroup) {
    const end = Math.min(start + rowsPerGroup, n);
    const columnData: ColumnSource[] = [];
    for (const { schema, values, raw } of fields) {
      const stored = raw ? ({ codec: 'UNCOMPRESSED', encoding: 'PLAIN', statistics: false } as const) : {};
      columnData.push({ name: schema[0].name, data: await values(start, end), ...stored });
    }
    await parquet.write({ columnData, rowGroupSize: end - start });
  }
  await parquet.finish();
}

function fieldsOf(catalogue: CatalogueToWrite): Field[] {
  const { ids, embedding, pca, predicted, positions, images } = catalogue;
  const fields: Field[] = [
    {
      schema: [{ name: 'id', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'REQUIRED' }],
      values: (a, b) => Array.from({ length: b - a }, (_, i) => ids.at(a + i)),
    },
    ...freeNames(catalogue.columns).map(column => columnField(column.name, column)),
  ];
  if (positions) {
    for (const [axis, name] of ['x', 'y'].entries()) {
      const values = positions.filter((_, i) => i % 2 === axis);
      fields.push(columnField(name, { kind: 'number', name, source: '', values }));
    }
  }
  if (pca) fields.push(listField('pca', pca));
  if (predicted) fields.push(listField('predicted', predicted));
  if (embedding) fields.push(listField('embedding', embedding));
  if (images) {
    fields.push({
      schema: [
        { name: 'image', repetition_type: 'OPTIONAL', num_children: 2 },
        { name: 'bytes', type: 'BYTE_ARRAY', repetition_type: 'OPTIONAL' },
        { name: 'path', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
      ],
      values: (a, b) => images(a, b),
      raw: true,
    });
  }
  return fields;
}

/** Descriptions and units, which Parquet has no place for. */
function columnNotes(columns: readonly Column[]): Record<string, ColumnNote> | undefined {
  const noted = columns.flatMap((column): [string, ColumnNote][] => {
    const note = {
      description: column.description,
      unit: column.kind === 'number' ? column.unit : undefined,
    };
    return note.description || note.unit ? [[column.name, note]] : [];
  });
  return noted.length > 0 ? Object.fromEntries(noted) : undefined;
}

function columnField(name: string, column: Column): Field {
  if (column.kind === 'number') {
    const type = column.values instanceof Float32Array ? 'FLOAT' : 'DOUBLE';
    return {
      schema: [{ name, type, repetition_type: 'OPTIONAL' }],
      values: (a, b) =>
        Array.from(column.values.subarray(a, b), value => (Number.isNaN(value) ? null : value)),
    };
  }
  return {
    schema: [{ name, type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' }],
    values(a, b) {
      if (column.kind === 'text') return Array.from({ length: b - a }, (_, i) => column.values.at(a + i));
      const { codes, categories } = column;
      return Array.from(codes.subarray(a, b), code => (code === nullCode ? null : categories[code]));
    },
  };
}

/** list<float32>, in the three levels that the format requires. */
function listField(name: string, { columns, values }: Matrix): Field {
  return {
    schema: [
      {
        name,
        repetition_type: 'OPTIONAL',
        num_children: 1,
        converted_type: 'LIST',
        logical_type: { type: 'LIST' },
      },
      { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
      { name: 'element', type: 'FLOAT', repetition_type: 'REQUIRED' },
    ],
    values: (a, b) =>
      Array.from({ length: b - a }, (_, i) =>
        Array.from(values.subarray((a + i) * columns, (a + i + 1) * columns)),
      ),
    raw: true,
  };
}
