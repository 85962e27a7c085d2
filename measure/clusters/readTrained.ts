import { existsSync, readFileSync } from 'node:fs';
import { readShippedClustering, type TrainedClustering } from '../../src/data/runs/clusterBytes.ts';

/** The trainings of a kind that measure/clusters keeps, by seed; none where none is finished. */
export function readTrained(kind: string): TrainedClustering[] {
  return [1, 2, 3].flatMap(seed => {
    const place = (ending: string) => new URL(`${kind}-${seed}.${ending}`, import.meta.url);
    if (!existsSync(place('json'))) return [];
    const note = JSON.parse(readFileSync(place('json'), 'utf8'));
    const read = (url: URL) => new Uint8Array(readFileSync(url));
    const straight = read(new URL(`${kind}-straight.bin`, import.meta.url));
    return [readShippedClustering({ note, learnt: read(place('bin')), straight })];
  });
}
