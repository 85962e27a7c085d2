import { readFileSync } from 'node:fs';
import { nodeCodecs } from '../../bake/nodeCodecs.ts';
import type { IngestWorker } from '../../src/contracts/ingest.ts';
import { createIngest } from '../../src/data/ingestWorker.ts';
import { quietJob } from '../../src/data/parquetTable.ts';

export const fixtures = new URL('../fixtures/data/', import.meta.url);
/** Real galaxies, where this machine has them. */
export const galaxies = new URL('../../../shared/galaxies/', import.meta.url);

export function fixtureBytes(name: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(new URL(name, fixtures)));
}

export function fixtureFile(name: string, as = name): File {
  return new File([fixtureBytes(name)], as);
}

export function nodeIngest(): IngestWorker {
  return createIngest(nodeCodecs(), (_port, loop) => loop(quietJob));
}
