import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { cardKey } from '../../../../src/data/weights/formats/finetunedCard.ts';
import { headerEnd, readSafetensors } from '../../../../src/data/weights/formats/safetensors.ts';
import { openSeal, seal, sealKey } from '../../../../src/data/weights/formats/safetensorsSeal.ts';
import { writeSafetensors } from '../../../../src/data/weights/formats/safetensorsWriter.ts';
import { UnreadableWeightsError } from '../../../../src/data/weights/unreadableWeights.ts';
import { createRandom } from '../../../../src/maths/statistics/random.ts';
import { mutated } from '../mutations.ts';

const random = createRandom(3);
const values = () => Float32Array.from({ length: 60 }, () => random.normal());
const tensors = () => [
  ['head.linear.weight', { shape: [3, 20], values: values() }] as [
    string,
    { shape: number[]; values: Float32Array },
  ],
  ['conv.weight', { shape: [5, 3, 2, 2], values: values() }] as [
    string,
    { shape: number[]; values: Float32Array },
  ],
];

function sealed(): Uint8Array<ArrayBuffer> {
  const card = JSON.stringify({ title: 'Rings', sealed: true });
  const file = writeSafetensors(tensors(), { format: 'pt', [cardKey]: card, [sealKey]: openSeal });
  seal(file, headerEnd(file));
  return file;
}

describe('a sealed safetensors file', () => {
  it("carries zlib's CRC-32 of itself with the seal open", () => {
    const file = sealed();
    const text = Buffer.from(file).toString('latin1');
    const at = text.indexOf(`"${sealKey}":"`) + sealKey.length + 4;
    const open = Buffer.from(file);
    open.write(openSeal, at, 'latin1');
    expect(text.slice(at, at + 8)).toBe(crc32(open).toString(16).padStart(8, '0'));
    expect(readSafetensors(file).weights.size).toBe(2);
  });

  it('never loads as other weights, however it is damaged', () => {
    const file = sealed();
    const whole = readSafetensors(file);
    const draws = createRandom(4);
    let refused = 0;
    for (let i = 0; i < 2000; i++) {
      try {
        expect(readSafetensors(mutated(file, draws))).toEqual(whole);
      } catch (error) {
        if (!(error instanceof UnreadableWeightsError)) throw error;
        refused++;
      }
    }
    expect(refused).toBeGreaterThan(1900);
  });

  it('says so where the checksum it promises is gone, and where one bit of a weight is another', () => {
    const file = sealed();
    const text = Buffer.from(file).toString('latin1');
    const without = Uint8Array.from(file);
    without[text.indexOf(sealKey)] = 'x'.charCodeAt(0);
    expect(() => readSafetensors(without)).toThrow('got none: the file is damaged');
    const bent = Uint8Array.from(file);
    bent[bent.length - 3] ^= 1;
    expect(() => readSafetensors(bent)).toThrow(/need a file whose checksum is [0-9a-f]{8}; got/);
  });

  it('is asked of no file of another program', () => {
    expect(readSafetensors(writeSafetensors(tensors(), { format: 'pt' })).weights.size).toBe(2);
  });
});
