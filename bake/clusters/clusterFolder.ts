import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { ClusterCheckpoint } from '../../src/contracts/clustering/clusters.ts';

/** A training's last checkpoint; undefined where there is none. */
export function readClusterCheckpoint(file: string): ClusterCheckpoint | undefined {
  return existsSync(file) ? (deserialize(readFileSync(file)) as ClusterCheckpoint) : undefined;
}

/** Writes a checkpoint so that a program that is ended on the way leaves the former one. */
export function writeClusterCheckpoint(file: string, checkpoint: ClusterCheckpoint): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.partial`, serialize(checkpoint));
  renameSync(`${file}.partial`, file);
}
