import type { Column } from '../../contracts/column.ts';
import type { IngestProblem } from '../../contracts/ingest.ts';
import type { Progress } from '../../contracts/job.ts';
import type { Matrix } from '../../contracts/matrix.ts';
import { reasonOf, UnreadableError } from '../bytes/unreadable.ts';
import { columnOf, type RawChunk } from '../tables/columnTyping.ts';
import { checkUnpackedSize } from './parquetClaims.ts';
import { type ParquetFile, readChunks } from './parquetFile.ts';
import { type ParquetRoles, rolesOf } from './parquetRoles.ts';
import { VectorColumn } from './vectorColumn.ts';

/** What a long read tells and asks while it runs; `src/rpc/jobContext.ts` makes one in a worker. */
export interface ReadJob {
  report(progress: Progress): void;
  /** Throws when the job was cancelled. */
  breathe(): Promise<void>;
}

export interface ParquetTable {
  columns: Column[];
  embedding?: Matrix;
  pca?: Matrix;
  /** Name of the image column. */
  image?: string;
  /** Name of the column of a head's answers; it is read when they are asked for. */
  answers?: string;
  problems: IngestProblem[];
}

/**
 * Reads every column but the images, row group by row group. Parts that cannot be read are told and stay null.
 *
 * @throws UnreadableError when not one column could be read
 */
export async function readParquetTable(file: ParquetFile, job: ReadJob): Promise<ParquetTable> {
  const roles = rolesOf(file);
  const problems = [...roles.problems];
  const plain = new Map<string, RawChunk[]>(roles.plain.map(({ name }) => [name, []]));
  const vectors = new Map(roles.vectors.map(name => [name, new VectorColumn(name, file.rowCount)]));
  const groups = file.groupStarts.length - 1;
  const names = [...plain.keys(), ...vectors.keys()];
  checkUnpackedSize(file.name, file.metadata, names);
  let readAny = names.length === 0;
  for (let group = 0; group < groups; group++) {
    job.report({ phase: `Reading ${file.name}`, done: group, total: groups, unit: 'row groups' });
    await job.breathe();
    const { chunks, failed } = await readGroup(file, names, group);
    problems.push(...failed);
    for (const [name, runs] of chunks) {
      readAny = true;
      for (const run of runs)
        (vectors.get(name as 'pca') ?? { add: (r: RawChunk) => plain.get(name)!.push(r) }).add(run);
    }
  }
  if (!readAny) throw new UnreadableError(`${problems[0].sentence} Nothing else of it could be read either.`);
  return { ...gather(file, roles, plain, vectors, problems), image: roles.image, answers: roles.answers };
}

function gather(
  file: ParquetFile,
  roles: ParquetRoles,
  plain: Map<string, RawChunk[]>,
  vectors: Map<string, VectorColumn>,
  problems: IngestProblem[],
): ParquetTable {
  const columns = roles.plain.map(({ name, single }) =>
    columnOf({ name, source: file.name }, file.rowCount, plain.get(name)!, single),
  );
  const table: ParquetTable = { columns, problems };
  for (const name of roles.vectors) {
    const { matrix, problem } = vectors.get(name)!.finish(file.name);
    if (matrix) table[name] = matrix;
    if (problem) problems.push(problem);
  }
  return table;
}

/** One row group of all columns at once; where that fails, column by column, so that one damaged page costs one column. */
async function readGroup(
  file: ParquetFile,
  names: string[],
  group: number,
): Promise<{ chunks: Map<string, RawChunk[]>; failed: IngestProblem[] }> {
  const rowStart = file.groupStarts[group];
  const rowEnd = file.groupStarts[group + 1];
  if (names.length === 0 || rowEnd === rowStart) return { chunks: new Map(), failed: [] };
  try {
    return { chunks: await readChunks(file, names, rowStart, rowEnd), failed: [] };
  } catch {
    const chunks = new Map<string, RawChunk[]>();
    const failed: IngestProblem[] = [];
    for (const name of names) {
      try {
        chunks.set(name, (await readChunks(file, [name], rowStart, rowEnd)).get(name)!);
      } catch (error) {
        failed.push({
          sentence: `Column ${name} of ${file.name} cannot be read in rows ${rowStart} to ${rowEnd - 1} (${reasonOf(error)}): it is left empty there.`,
          row: rowStart,
        });
      }
    }
    return { chunks, failed };
  }
}
