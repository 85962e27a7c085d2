import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  areTheSameWeights,
  originOf,
  shippedSha256,
} from '../../../../src/data/weights/shelf/shippedHashes.ts';
import { shippedWeights } from '../../../../src/data/weights/shelf/shippedWeights.ts';

const former = 'c54be663c7f990c753aa4fda0a45d9135d8f0613c7ff20209977ab7d3c4f2137';

describe('the hashes of the shipped weights', () => {
  it('are what their manifests say', () => {
    const manifest = (name: string) =>
      JSON.parse(readFileSync(new URL(`../../../../public/models/${name}.json`, import.meta.url), 'utf8'));
    expect(Object.keys(shippedSha256)).toEqual(shippedWeights);
    for (const name of shippedWeights) expect(shippedSha256[name], name).toBe(manifest(name).sha256);
  });

  it('tell present weights from former ones of the same name', () => {
    const { galaxy } = shippedSha256;
    expect(originOf('galaxy', galaxy)).toEqual({ weights: 'galaxy', weightsSha256: galaxy });
    expect(originOf('galaxy', former)).toEqual({ formerWeights: 'galaxy', weightsSha256: former });
    expect(originOf('galaxy', undefined)).toEqual({ formerWeights: 'galaxy' }); // written before hashes were kept
    expect(originOf('imagenet', undefined)).toEqual({ weights: 'imagenet' }); // which never changed
    expect(originOf('file:mine.safetensors', 'ab')).toEqual({
      weights: 'file:mine.safetensors',
      weightsSha256: 'ab',
    });
    expect(originOf(undefined, undefined)).toEqual({});
  });

  it('compare with the weights that are loaded where these are given', () => {
    expect(areTheSameWeights('file:a', 'ab', 'ab')).toBe(true);
    expect(areTheSameWeights('file:a', 'ab', 'cd')).toBe(false);
    expect(areTheSameWeights('galaxy', undefined, former)).toBe(true);
  });
});
