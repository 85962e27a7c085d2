import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileSourceOf } from '../../bake/inputSource.ts';
import { nodeIngest } from '../../bake/nodeIngest.ts';
import type { TiledManifest } from '../../src/data/tiles/tiledManifest.ts';
import { eightBitNumbers, unpackEightBitRows } from '../../src/maths/tiles/eightBitRows.ts';

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
  const packed = readFileSync(join(folder, file));
  const bytes = packed.buffer.slice(packed.byteOffset, packed.byteOffset + packed.byteLength);
  const ingest = nodeIngest();
  const ids: string[] = [];
  for (const table of manifest.tables) {
    const opened = await ingest.open(await fileSourceOf(join(folder, table.file)));
    for (const id of opened.ids) ids.push(id);
    await ingest.close(opened.handle);
  }
  return { values: eightBitNumbers(unpackEightBitRows(bytes, columns)), columns, ids };
}
