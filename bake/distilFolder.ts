import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { DistilCheckpoint, DistilRequest } from '../src/contracts/distillation/distil.ts';
import type { EvaluationRow } from '../src/contracts/distillation/prototypes.ts';
import { decodeFloat16, encodeFloat16 } from '../src/data/bytes/float16.ts';
import { listed } from '../src/data/bytes/setAside.ts';
import type { DistilNote, DistilShelf, KeptEpoch } from '../src/data/runs/distilRuns.ts';
import { isWholeNote } from '../src/data/runs/wholeRun.ts';
import { withEvaluation } from '../src/data/runs/withEvaluation.ts';

/** Keeps in a folder what the browser keeps in its database: a folder for each run, and one for each set of experts. */
export function createDistilFolder(folder: string): DistilShelf {
  const at = (...names: string[]) => join(folder, ...names);
  const experts = (expertsKey: string) => at('experts', expertsKey);
  const epochFile = (expertsKey: string, expert: number, epoch: number) =>
    join(experts(expertsKey), `${expert}.${epoch}.f16`);
  const noteOf = (key: string) => read<DistilNote & { expertsKey: string }>(at(key, 'note'));
  return {
    async list() {
      if (!existsSync(folder)) return { items: [], setAside: 0 };
      const notes = readdirSync(folder).flatMap(key => noteOf(key) ?? []);
      const { items, setAside } = listed<DistilNote>(notes, isWholeNote);
      return { items: items.sort((a, b) => b.changedMs - a.changedMs), setAside };
    },
    async begin(request, expertsKey, nowMs) {
      const { key, title, set, settings } = request;
      write(at(key, 'request'), request);
      const note = { key, title, setTitle: set.title, classes: set.classes, settings, iterations: 0 };
      write(at(key, 'note'), { ...note, expertsKey, changedMs: nowMs });
    },
    request: async key => read<DistilRequest>(at(key, 'request')),
    checkpoint: async key => read<DistilCheckpoint>(at(key, 'checkpoint')),
    async putCheckpoint(key, checkpoint, nowMs) {
      write(at(key, 'checkpoint'), checkpoint);
      write(at(key, 'note'), { ...noteOf(key), iterations: checkpoint.iterations.length, changedMs: nowMs });
    },
    evaluations: async key => read<EvaluationRow[]>(at(key, 'evaluations')) ?? [],
    async putEvaluation(key, row) {
      write(at(key, 'evaluations'), withEvaluation(read(at(key, 'evaluations')) ?? [], row));
    },
    async expertEpoch(expertsKey, expert, epoch) {
      const file = epochFile(expertsKey, expert, epoch);
      return existsSync(file) ? decodeFloat16(readFileSync(file)) : undefined;
    },
    async lastEpoch(expertsKey, expert, before) {
      for (let epoch = before; epoch >= 0; epoch--) {
        const file = epochFile(expertsKey, expert, epoch);
        if (!existsSync(file)) continue;
        const last = read<Omit<KeptEpoch, 'parameters'>>(join(experts(expertsKey), `${expert}`));
        const memory = last?.epoch === epoch ? last : { epoch };
        return { ...memory, parameters: decodeFloat16(readFileSync(file)) };
      }
      return undefined;
    },
    async putExpertEpoch(expertsKey, expert, { parameters, ...memory }) {
      mkdirSync(experts(expertsKey), { recursive: true });
      writeWhole(epochFile(expertsKey, expert, memory.epoch), encodeFloat16(parameters));
      write(join(experts(expertsKey), `${expert}`), memory);
    },
    async remove(key) {
      const expertsKey = noteOf(key)?.expertsKey;
      rmSync(at(key), { recursive: true, force: true });
      const others = existsSync(folder) ? readdirSync(folder) : [];
      if (expertsKey && !others.some(other => noteOf(other)?.expertsKey === expertsKey)) {
        rmSync(experts(expertsKey), { recursive: true, force: true });
      }
    },
  };
}

function read<T>(file: string): T | undefined {
  return existsSync(file) ? (deserialize(readFileSync(file)) as T) : undefined;
}

function write(file: string, value: unknown): void {
  mkdirSync(join(file, '..'), { recursive: true });
  writeWhole(file, serialize(value));
}

/** So that a reader, or a run that is ended on the way, never finds half a file. */
function writeWhole(file: string, bytes: Uint8Array): void {
  writeFileSync(`${file}.partial`, bytes);
  renameSync(`${file}.partial`, file);
}
