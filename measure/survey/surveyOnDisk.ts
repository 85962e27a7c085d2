import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileSourceOf } from '../../bake/inputSource.ts';
import { nodeIngest } from '../../bake/nodeIngest.ts';
import { listNumbers } from '../../src/data/tiles/listedVectors.ts';
import type { TiledManifest } from '../../src/data/tiles/tiledManifest.ts';
import { unpackVectorLists } from '../../src/data/tiles/vectorLists.ts';
import { eightBitRowBytes } from '../../src/maths/tiles/eightBitRows.ts';

/** All vectors of a survey, row by row, and whose they are. */
export interface SurveyVectors {
  /** (n, columns) row-major */
  values: Float32Array;
  columns: number;
  ids: string[];
}

/** The vectors of a survey that lies on disk, as they were rounded, and its ids. */
export async function readSurvey(folder: string): Promise<SurveyVectors> {
  const manifest = JSON.parse(readFileSync(join(folder, 'catalogue.json'), 'utf8')) as TiledManifest;
  const { columns, file } = manifest.vectors;
  const bytes = bufferOf(join(folder, file));
  const lists = unpackVectorLists(bufferOf(join(folder, manifest.lists.file)), manifest);
  const rowBytes = eightBitRowBytes(columns);
  const values = new Float32Array(manifest.rows * columns);
  for (let list = 0; list < lists.starts.length - 1; list++) {
    const [first, end] = [lists.starts[list], lists.starts[list + 1]];
    values.set(listNumbers(bytes.slice(first * rowBytes, end * rowBytes), list, lists), first * columns);
  }
  const ingest = nodeIngest();
  const ids: string[] = [];
  for (const table of manifest.tables) {
    const opened = await ingest.open(await fileSourceOf(join(folder, table.file)));
    for (const id of opened.ids) ids.push(id);
    await ingest.close(opened.handle);
  }
  return { values, columns, ids };
}

function bufferOf(path: string): ArrayBuffer {
  const read = readFileSync(path);
  return read.buffer.slice(read.byteOffset, read.byteOffset + read.byteLength);
}
