import type { HeadCard } from '../../../contracts/decisionTree.ts';
import type { Matrix } from '../../../contracts/matrix.ts';
import { answerCount } from '../../../maths/catalogue/decisionTree.ts';
import { reasonOf, UnreadableError } from '../../bytes/unreadable.ts';
import { VectorColumn } from '../../parquet/vectorColumn.ts';
import { createMatrixSink } from '../../parquet/vectorSinks.ts';
import { type ParquetFile, readChunks, readVectors } from './parquetFile.ts';

/**
 * A column of equally long lists of numbers, read by itself.
 *
 * @returns (n, d): row i is the list of the file's row i
 * @throws UnreadableError where a row has no list, or one of another length
 */
export async function readMatrix(file: ParquetFile, name: string): Promise<Matrix> {
  const column = new VectorColumn(name, file.rowCount, columns => createMatrixSink(file.rowCount, columns));
  for (let group = 0; group < file.groupStarts.length - 1; group++) {
    try {
      await readVectors(file, name, group, column);
    } catch (error) {
      throw new UnreadableError(
        `Column ${name} of ${file.name} cannot be read in rows ${file.groupStarts[group]} to ${file.groupStarts[group + 1] - 1} (${reasonOf(error)}): copy or download the file again.`,
      );
    }
  }
  const { sink, rows, problem } = column.finish(file.name);
  if (!sink || rows) throw new UnreadableError(problem?.sentence ?? `${file.name} has no column ${name}.`);
  return sink.matrix;
}

const triedRows = 16; // about a page of values: the whole column is read when it is needed

/**
 * Why a column of a head's answers cannot be used, as far as the footer and its first rows show; undefined where they show
 * no problem.
 *
 * @param head whose answers they are; absent where the file does not say
 */
export async function answersProblem(
  file: ParquetFile,
  name: string,
  head: HeadCard | undefined,
): Promise<string | undefined> {
  const without = `${file.name} opens without the predictions in its column ${name}`;
  if (!head) return `${without}: it does not say which questions they answer.`;
  const answers = head.kind === 'classes' ? head.classes.length : answerCount(head.questions);
  const leaf = file.leaves.findIndex(({ path }) => path[0] === name);
  const fits = file.metadata.row_groups.every(
    ({ columns, num_rows }) => Number(columns[leaf].meta_data?.num_values) === Number(num_rows) * answers,
  );
  if (!fits) return `${without}: it does not have ${answers} answers for each galaxy; bake it again.`;
  try {
    await readChunks(file, [name], 0, Math.min(triedRows, file.rowCount));
    return undefined;
  } catch (error) {
    return `${without}: they cannot be read (${reasonOf(error)}); bake it again.`;
  }
}
