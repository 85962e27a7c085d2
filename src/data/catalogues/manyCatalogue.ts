import type { IngestProblem, ManySource } from '../../contracts/ingest.ts';
import { UnreadableError } from '../bytes/unreadable.ts';
import type { CatalogueContents, ReadableCatalogue, StoredImage } from '../images/storedImage.ts';
import { openBytes } from '../remote/openBytes.ts';
import { joinColumns } from './columnJoin.ts';
import { joinEmbeddings } from './embeddingJoin.ts';
import { uniqueIds } from './galaxyIds.ts';
import { openParquet } from './parquet/parquetCatalogue.ts';
import type { ReadJob } from './parquet/parquetTable.ts';

const mostParts = 254; // each needs a code of the column "file"

/**
 * Opens several Parquet files as one catalogue, their rows below each other. A file that cannot be read is reported.
 *
 * @throws UnreadableError when none can be read
 */
export async function openMany(source: ManySource, job: ReadJob): Promise<ReadableCatalogue> {
  if (source.parts.length > mostParts) {
    throw new UnreadableError(
      `${source.name} has ${source.parts.length} files: at most ${mostParts} are opened as one catalogue; join them first.`,
    );
  }
  const parts: ReadableCatalogue[] = [];
  const problems: IngestProblem[] = [];
  for (const part of source.parts) {
    try {
      parts.push(await openParquet(await openBytes(part), job));
    } catch (error) {
      if (!(error instanceof UnreadableError)) throw error;
      problems.push({ sentence: error.message });
    }
  }
  if (parts.length === 0) {
    throw new UnreadableError(problems[0]?.sentence ?? `${source.name} has no files: choose some.`);
  }
  const starts = [0];
  for (const { contents } of parts) starts.push(starts.at(-1)! + contents.rowCount);
  return {
    contents: joinContents(source, parts, starts, problems),
    readImages: joinImages(
      parts.map(part => part.readImages), // without the parts, whose columns can then be freed
      starts,
    ),
  };
}

function joinContents(
  { name, credit }: ManySource,
  parts: readonly ReadableCatalogue[],
  starts: readonly number[],
  problems: IngestProblem[],
): CatalogueContents {
  const all = parts.map(part => part.contents);
  const names = [
    ...uniqueIds(
      all.map(part => part.name),
      name,
    ).ids,
  ];
  for (const [p, part] of all.entries()) {
    for (const { sentence, row } of part.problems) {
      problems.push({ sentence, row: row === undefined ? undefined : row + starts[p] });
    }
  }
  const ids = uniqueIds(
    all.flatMap(part => [...part.ids]),
    name,
  );
  problems.push(...ids.problems);
  const credits = [...new Set([credit, ...all.map(part => part.credit)].filter(each => each !== undefined))];
  const represented = joinEmbeddings(all, name, problems);
  if (all.length > 1 && all.some(part => part.positions ?? part.components)) {
    problems.push({
      sentence: `Map positions and components in the files of ${name} are not used: each file has its own, and they do not fit together.`,
    });
  }
  return {
    name,
    rowCount: starts.at(-1)!,
    ids: ids.ids,
    columns: joinColumns(all.map((part, p) => ({ ...part, name: names[p] }))),
    raDeg: joinDegrees(all, 'raDeg'),
    decDeg: joinDegrees(all, 'decDeg'),
    hasImages: all.some(part => part.hasImages),
    ...represented,
    simulated: all.some(part => part.simulated),
    credit: credits.length > 0 ? credits.join(' · ') : undefined,
    problems,
  };
}

function joinDegrees(parts: readonly CatalogueContents[], key: 'raDeg' | 'decDeg'): Float64Array | undefined {
  if (parts.every(part => part[key] === undefined)) return undefined;
  return Float64Array.from(
    parts.flatMap(part => Array.from(part[key] ?? new Float64Array(part.rowCount).fill(Number.NaN))),
  );
}

/** Asks each part once for its rows and puts the images in the order of `rows`. */
function joinImages(
  readers: readonly ReadableCatalogue['readImages'][],
  starts: readonly number[],
): ReadableCatalogue['readImages'] {
  return async rows => {
    const images = new Array<StoredImage>(rows.length);
    for (const [p, read] of readers.entries()) {
      const places = [...rows.keys()].filter(i => rows[i] >= starts[p] && rows[i] < starts[p + 1]);
      if (places.length === 0) continue;
      const found = await read(Uint32Array.from(places, i => rows[i] - starts[p]));
      for (const [k, i] of places.entries()) images[i] = { ...found[k], row: rows[i] };
    }
    return images;
  };
}
