import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Checkpoint, readCheckpoint } from '../../../src/data/weights/formats/checkpoint.ts';
import { readZipDirectory } from '../../../src/data/weights/formats/zipDirectory.ts';
import { UnreadableWeightsError } from '../../../src/data/weights/unreadableWeights.ts';
import { createRandom } from '../../../src/maths/statistics/random.ts';
import { sizeOf } from '../../../src/maths/weights.ts';
import { mutated } from './mutations.ts';
import { storedZip } from './torchFile.ts';

const count = 2000;
const fixture = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../fixtures/weights/${name}`, import.meta.url)));

/** What a file gives, or undefined where it is refused as it should be; any other error passes through. */
function outcome(bytes: Uint8Array): Checkpoint | undefined {
  try {
    return readCheckpoint(bytes);
  } catch (error) {
    if (!(error instanceof UnreadableWeightsError)) throw error;
    expect(error.message).toMatch(/^need .*; got .*: /s);
    expect(error.message.length).toBeLessThan(600); // a sentence, however large the damage
    return undefined;
  }
}

/** Name, shape and values of every tensor; NaNs and zeros of either sign are told apart by their bits. */
function facts({ weights, integers }: Checkpoint): [name: string, rest: string][] {
  const all = [...weights, ...integers];
  return all.map(([name, { shape, values }]) => [
    name,
    `${shape.join()}: ${Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('hex')}`,
  ]);
}

describe.each([
  ['tiny_torch_state_dict.bin', 11],
  ['tiny_lightning.ckpt', 12],
  ['torch_recent.bin', 13],
])(`${count} mutations of %s, seed %i`, (name, seed) => {
  const original = fixture(name);
  const expected = readCheckpoint(original);

  it('give its tensors or a typed error', () => {
    const random = createRandom(seed);
    let read = 0;
    for (let i = 0; i < count; i++) {
      const found = outcome(mutated(original, random));
      if (!found) continue;
      read++;
      expect(facts(found)).toEqual(facts(expected));
      expect(found.hyperParameters).toEqual(expected.hyperParameters);
    }
    expect(read).toBeGreaterThan(0); // padding and dates may change: else the reader refuses everything
  });

  it('of its directory alone, give its tensors or a typed error', () => {
    const random = createRandom(seed);
    const directory = new DataView(original.buffer).getUint32(original.length - 6, true);
    for (let i = 0; i < count; i++) {
      const found = outcome(mutated(original, random, directory));
      if (found) expect(facts(found)).toEqual(facts(expected));
    }
  });

  it('of its pickle, checksum made good, give tensors that lie within their storages or a typed error', () => {
    const random = createRandom(seed);
    const archive = readZipDirectory(original);
    const files = archive.names.map(entry => ({ name: entry, bytes: archive.read(entry) }));
    const pickle = files.find(file => file.name.endsWith('/data.pkl'))!;
    const healthy = pickle.bytes;
    let read = 0;
    for (let i = 0; i < count; i++) {
      pickle.bytes = mutated(healthy, random);
      const found = outcome(storedZip(files));
      if (!found) continue;
      read++;
      for (const [, { shape, values }] of [...found.weights, ...found.integers]) {
        expect(values.length).toBe(sizeOf(shape));
      }
    }
    expect(read).toBeGreaterThan(0);
  });
});

describe.each([
  ['tiny.safetensors', 14],
  ['recent.safetensors', 15],
])(`${count} mutations of %s, seed %i`, (name, seed) => {
  const original = fixture(name);
  const expected = facts(readCheckpoint(original));
  const payload = 8 + Number(new DataView(original.buffer).getBigUint64(0, true));

  it('of its header give its tensors, at most under a misspelt name, or a typed error', () => {
    const random = createRandom(seed);
    for (let i = 0; i < count; i++) {
      const found = outcome(mutated(original, random, 0, payload));
      if (!found) continue;
      // Names have no checksum: one that is misspelt is refused when the network is identified.
      expect(facts(found).map(([, rest]) => rest)).toEqual(expected.map(([, rest]) => rest));
    }
  });

  it('that change its length anywhere are refused', () => {
    const random = createRandom(seed);
    for (let i = 0; i < count; i++) {
      const bytes = mutated(original, random);
      if (bytes.length !== original.length) expect(outcome(bytes)).toBeUndefined();
    }
  });

  it('of one byte of its data change that tensor only', () => {
    for (let at = payload; at < original.length; at++) {
      const bytes = original.slice();
      bytes[at] ^= 0x10;
      const changed = facts(outcome(bytes)!).filter(([, rest], i) => rest !== expected[i][1]);
      expect(changed.length).toBe(1);
    }
  });
});
