import type { Matrix } from '../../contracts/matrix.ts';
import { UnreadableError } from '../bytes/unreadable.ts';
import { type ParquetFile, readChunks } from './parquetFile.ts';
import { VectorColumn } from './vectorColumn.ts';

/**
 * A column of equally long lists of numbers, read by itself.
 *
 * @returns (n, d): row i is the list of the file's row i
 * @throws UnreadableError where a row has no list, or one of another length
 */
export async function readMatrix(file: ParquetFile, name: string): Promise<Matrix> {
  const column = new VectorColumn(name, file.rowCount);
  const chunks = await readChunks(file, [name], 0, file.rowCount);
  for (const chunk of chunks.get(name) ?? []) column.add(chunk);
  const { matrix, rows, problem } = column.finish(file.name);
  if (!matrix || rows) throw new UnreadableError(problem?.sentence ?? `${file.name} has no column ${name}.`);
  return matrix;
}
