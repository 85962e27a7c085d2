import { existsSync, readFileSync } from 'node:fs';
import { sizeOf, type Weights } from '../../../src/maths/weights.ts';

const file = new URL('../../../../shared/fixtures/timm_layouts.json', import.meta.url);

export const hasPublishedLayouts = existsSync(file);

/** timm 0.9.10's state dicts, architecture → tensor → shape, as its own code lists them. */
export function publishedLayouts(): Record<string, Record<string, number[]>> {
  return JSON.parse(readFileSync(file, 'utf8'));
}

const zeros = new Float32Array(4096 * 1024); // convnext_base's largest tensor

/** Tensors of these shapes, all zero and of one buffer, so that the largest network takes no memory to speak of. */
export function zeroWeights(layout: Iterable<[string, number[]]>): Weights {
  return new Map(
    [...layout].map(([name, shape]) => [name, { shape, values: zeros.subarray(0, sizeOf(shape)) }]),
  );
}
