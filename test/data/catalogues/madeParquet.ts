import type { SchemaElement } from 'hyparquet';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';

/** A column of a Parquet file made by a test: its schema and one value a row. */
export interface MadeColumn {
  schema: SchemaElement[];
  data: unknown[];
}

export const doubles = (name: string, data: (number | null)[]): MadeColumn => ({
  schema: [{ name, type: 'DOUBLE', repetition_type: 'OPTIONAL' }],
  data,
});
export const words = (name: string, data: (string | null)[]): MadeColumn => ({
  schema: [{ name, type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' }],
  data,
});
/** Cells of raw bytes. */
export const blobs = (name: string, data: (Uint8Array | null)[]): MadeColumn => ({
  schema: [{ name, type: 'BYTE_ARRAY', repetition_type: 'OPTIONAL' }],
  data,
});
export const images = (
  name: string,
  data: ({ bytes: Uint8Array | null; path: string } | null)[],
): MadeColumn => ({
  schema: [
    { name, repetition_type: 'OPTIONAL', num_children: 2 },
    { name: 'bytes', type: 'BYTE_ARRAY', repetition_type: 'OPTIONAL' },
    { name: 'path', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
  ],
  data,
});
export const lists = (
  name: string,
  leaf: Partial<SchemaElement>,
  data: (unknown[] | null)[],
): MadeColumn => ({
  schema: [
    {
      name,
      repetition_type: 'OPTIONAL',
      num_children: 1,
      converted_type: 'LIST',
      logical_type: { type: 'LIST' },
    },
    { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
    { name: 'element', type: 'FLOAT', repetition_type: 'OPTIONAL', ...leaf },
  ],
  data,
});

/** A Parquet file of these columns, all of one length. */
export async function parquetFile(
  columns: readonly MadeColumn[],
  name = 't.parquet',
  notes: { key: string; value: string }[] = [],
): Promise<File> {
  const writer = new ByteWriter();
  const parquet = new ParquetWriter({
    writer,
    schema: [{ name: 'root', num_children: columns.length }, ...columns.flatMap(column => column.schema)],
    kvMetadata: notes,
  });
  await parquet.write({
    columnData: columns.map(({ schema, data }) => ({ name: schema[0].name, data })),
    rowGroupSize: columns[0].data.length,
  });
  await parquet.finish();
  return new File([writer.getBuffer()], name);
}
