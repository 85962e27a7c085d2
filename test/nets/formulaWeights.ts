import { sizeOf, type Weights } from '../../src/maths/weights.ts';

/** FNV-1a, 32 bits. */
export function fnv1a(text: string): number {
  let h = 2166136261;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 16777619);
  return h >>> 0;
}

/** Element i of the stream named `name`, in [0, 1): numbers that timm was given too. */
export function unit(name: string, i: number): number {
  return mix(fnv1a(name), i);
}

/** The stream named `name`, for many of its elements. */
export function stream(name: string): (i: number) => number {
  const hash = fnv1a(name);
  return i => mix(hash, i);
}

function mix(hash: number, i: number): number {
  let x = (Math.imul(i, 0x9e3779b1) ^ hash) >>> 0;
  x = (x ^ (x >>> 15)) >>> 0;
  x = Math.imul(x, 0x2c1b3c6d) >>> 0;
  x = (x ^ (x >>> 12)) >>> 0;
  x = Math.imul(x, 0x297a2d39) >>> 0;
  x = (x ^ (x >>> 15)) >>> 0;
  return x / 4294967296;
}

function fill(key: string, shape: number[]): Float32Array {
  const last = key.slice(key.lastIndexOf('.') + 1);
  const spread = Math.sqrt(3 / sizeOf(shape.slice(1)));
  const values = new Float32Array(sizeOf(shape));
  const hash = fnv1a(key);
  for (let i = 0; i < values.length; i++) {
    const v = 2 * mix(hash, i) - 1;
    if (last === 'running_mean' || last === 'bias') values[i] = 0.1 * v;
    else if (last === 'running_var') values[i] = 1 + 0.2 * v;
    else if (last === 'gamma') values[i] = 0.5 + 0.2 * v;
    else if (shape.length === 1) values[i] = 1 + 0.1 * v;
    else values[i] = v * spread;
  }
  return values;
}

/** Every tensor of a layout filled from its key name. */
export function formulaWeights(layout: Record<string, number[]>): Weights {
  return new Map(
    Object.entries(layout)
      .filter(([key]) => !key.endsWith('num_batches_tracked'))
      .map(([key, shape]) => [key, { shape, values: fill(key, shape) }]),
  );
}

/** (1, side, side, channels): the golden input, which is numbered in (channel, row, column) order. */
export function formulaImage(sidePx: number, channels: 1 | 3 = 3): Float32Array {
  const values = new Float32Array(sidePx * sidePx * channels);
  const plane = sidePx * sidePx;
  const hash = fnv1a('input');
  for (let at = 0; at < plane; at++) {
    for (let c = 0; c < channels; c++) values[at * channels + c] = mix(hash, c * plane + at);
  }
  return values;
}

/** EfficientNet-B0's or Lite0's key → shape, as timm lays them out. */
export function formulaLayout(squeezeExcite: boolean): Record<string, number[]> {
  const layout: Record<string, number[]> = {};
  const norm = (key: string, channels: number) => {
    for (const part of ['weight', 'bias', 'running_mean', 'running_var'])
      layout[`${key}.${part}`] = [channels];
  };
  layout['conv_stem.weight'] = [32, 3, 3, 3];
  norm('bn1', 32);
  const stages = [
    { repeats: 1, kernel: 3, expansion: 1, out: 16 },
    { repeats: 2, kernel: 3, expansion: 6, out: 24 },
    { repeats: 2, kernel: 5, expansion: 6, out: 40 },
    { repeats: 3, kernel: 3, expansion: 6, out: 80 },
    { repeats: 3, kernel: 5, expansion: 6, out: 112 },
    { repeats: 4, kernel: 5, expansion: 6, out: 192 },
    { repeats: 1, kernel: 3, expansion: 6, out: 320 },
  ];
  let channels = 32;
  for (const [stage, { repeats, kernel, expansion, out }] of stages.entries()) {
    for (let block = 0; block < repeats; block++) {
      const key = `blocks.${stage}.${block}`;
      const wide = channels * expansion;
      const expands = expansion > 1;
      if (expands) {
        layout[`${key}.conv_pw.weight`] = [wide, channels, 1, 1];
        norm(`${key}.bn1`, wide);
      }
      layout[`${key}.conv_dw.weight`] = [wide, 1, kernel, kernel];
      norm(`${key}.${expands ? 'bn2' : 'bn1'}`, wide);
      if (squeezeExcite) {
        const narrow = channels / 4;
        layout[`${key}.se.conv_reduce.weight`] = [narrow, wide, 1, 1];
        layout[`${key}.se.conv_reduce.bias`] = [narrow];
        layout[`${key}.se.conv_expand.weight`] = [wide, narrow, 1, 1];
        layout[`${key}.se.conv_expand.bias`] = [wide];
      }
      layout[`${key}.${expands ? 'conv_pwl' : 'conv_pw'}.weight`] = [out, wide, 1, 1];
      norm(`${key}.${expands ? 'bn3' : 'bn2'}`, out);
      channels = out;
    }
  }
  layout['conv_head.weight'] = [1280, 320, 1, 1];
  norm('bn2', 1280);
  return layout;
}
