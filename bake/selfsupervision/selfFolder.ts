import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { SelfCheckpoint } from '../../src/contracts/training/selfsupervision.ts';
import type { SelfSettings } from '../../src/maths/selfsupervision/settings.ts';
import type { Weights } from '../../src/maths/weights.ts';

/** A training as a folder keeps it. */
export interface KeptTraining {
  settings: SelfSettings;
  seed: number;
  /** Seconds of the processor it has taken. */
  cpuSeconds: number;
  checkpoint: SelfCheckpoint;
  /** The network that is judged, as it is now. */
  network: Weights;
}

/** A training's last checkpoint; undefined where there is none. */
export function readKeptTraining(file: string): KeptTraining | undefined {
  return existsSync(file) ? (deserialize(readFileSync(file)) as KeptTraining) : undefined;
}

/** Writes a checkpoint so that a program that is ended on the way leaves the former one. */
export function writeKeptTraining(file: string, kept: KeptTraining): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.partial`, serialize(kept));
  renameSync(`${file}.partial`, file);
}
