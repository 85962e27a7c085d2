import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hubParts } from '../../../src/data/remote/hubParts.ts';
import { hubSets } from '../../../src/data/remote/hubSets.ts';
import { type RecordedHost, recordedHost } from './recordedHost.ts';

const gz2 = hubSets.find(({ key }) => key === 'gz2')!;
const evo = hubSets.find(({ key }) => key === 'gz_evo')!;
const quick = { firstWaitMs: 1 };

describe('hubParts', () => {
  let host: RecordedHost;
  const asked = '/parquet?dataset=mwalmsley%2Fgz2';
  const places = () => ({ lists: host.url, hub: host.url });
  beforeAll(async () => {
    host = await recordedHost();
  });
  afterAll(() => host.close());

  it('takes the files of the wanted part from the hub’s list, in the order of the splits', async () => {
    const file = (config: string, split: string, size: number) => ({
      dataset: gz2.dataset,
      ...{ config, split, size, filename: '0000.parquet' },
      url: `${host.url}/datasets/mwalmsley/gz2/resolve/refs%2Fconvert%2Fparquet/${config}/${split}/0000.parquet`,
    });
    const parquet_files = [
      file('default', 'train', 4e8),
      file('tiny', 'test', 2_550_000),
      file('tiny', 'partial-train', 23_300_000),
    ];
    host.answers.set(asked, { bytes: JSON.stringify({ parquet_files, partial: false }) });
    const { parts, byteLength } = await hubParts(gz2, quick, places());
    expect(parts.map(({ name }) => name)).toEqual(['gz2-train-0000.parquet', 'gz2-test-0000.parquet']);
    expect(parts[0].url).toContain('/tiny/partial-train/');
    expect(byteLength).toBe(gz2.byteLength);
    host.answers.set(asked, { bytes: JSON.stringify({ parquet_files: [file('default', 'train', 4e8)] }) });
    const { parts: usual } = await hubParts(gz2, quick, places());
    expect(usual[0].url).toBe(
      `${host.url}/datasets/mwalmsley/gz2/resolve/main/tiny/train-00000-of-00001.parquet`,
    );
  });

  it.each([
    ['a busy list', { status: 429 }],
    ['no list', { status: 404 }],
    ['something else', { bytes: '{"error":"The dataset viewer is down"}' }],
    ['a stalled list', { hangs: true }],
  ])('takes the files seen before after %s', async (_, answer) => {
    host.answers.set(asked, answer);
    const patience = 'hangs' in answer ? { stallMs: 300, tries: 1 } : quick;
    const { parts, byteLength } = await hubParts(gz2, patience, places());
    expect(parts).toHaveLength(2);
    expect(byteLength).toBe(gz2.byteLength);
  });

  it('says that a set is gated, and that one is gone of which nothing else is known', async () => {
    host.answers.set(asked, { status: 401 });
    await expect(hubParts(gz2, quick, places())).rejects.toThrow(
      'sign in at https://huggingface.co/datasets/mwalmsley/gz2',
    );
    await expect(hubParts(evo, quick, places())).rejects.toThrow('no longer where it was');
  });
});

it('every set names its source, and its files add up to its size', () => {
  for (const set of hubSets) {
    expect(set.credit).toMatch(/images?: /);
    if (set.files) expect(set.files.reduce((sum, each) => sum + each.byteLength, 0)).toBe(set.byteLength);
  }
});
