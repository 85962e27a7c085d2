import { crc32 as zlibCrc } from 'node:zlib';
import { unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { type KeptManifest, keptFormat } from '../../../src/data/kept/keptManifest.ts';
import { decodedValue, encodedValue } from '../../../src/data/sessions/encodedValue.ts';
import { readSession, type SessionContents, writeSession } from '../../../src/data/sessions/sessionFile.ts';
import { presentSession, sessionVersion } from '../../../src/data/sessions/sessionManifest.ts';

const ref = (piece: string) => ({ piece, kind: 'u8' as const, length: 3 });
const kept: KeptManifest = {
  format: keptFormat,
  ...{ key: 'sky 3-00', name: 'sky', rowCount: 3, seenMs: 1, bytes: 9 },
  pictures: { kind: 'none' },
  contents: {
    ids: {
      bytes: ref('a'),
      starts: { piece: 'b', kind: 'u32', length: 4 },
      slots: { piece: 'c', kind: 'u32', length: 8 },
    },
    columns: [],
    simulated: false,
  },
  published: [],
};
const contents: SessionContents = {
  catalogue: { key: 'sky 3-00', name: 'sky' },
  kept,
  view: {
    ...{
      painted: 'ring',
      filters: [{ kind: 'range', column: 'ring', from: Number.NEGATIVE_INFINITY, to: 2 }],
      hides: true,
    },
    ...{
      galaxy: 'g1',
      rows: Uint32Array.of(0, 2),
      words: 'lasso',
      camera: { x: 1, y: 2, zoom: 3 },
      room: 'data',
    },
  },
  records: {
    searches: [{ key: 's', ratings: [{ galaxyId: 'g1', score: 3 }] }],
    runs: [
      { state: { weights: Float32Array.of(1, Number.NaN), file: new Blob(['model'], { type: 'x/y' }) } },
    ],
    handLabels: { labels: new Map([['g1', 0]]) },
  },
};
const pieceOf = async (name: string) => new Blob([`bytes of ${name}`]);

/** The archive with some of its files changed. */
async function changed(file: Blob, change: (files: Record<string, Uint8Array>) => void): Promise<Blob> {
  const files = unzipSync(new Uint8Array(await file.arrayBuffer()));
  change(files);
  return new Blob([zipSync(files, { level: 0 }) as Uint8Array<ArrayBuffer>]);
}

/** A session as the app wrote it while that was the present version: made here, byte by byte, by no code of today. */
function sessionOfVersion(version: number): Blob {
  const parts: Record<string, Uint8Array> = {
    'records/0': new Uint8Array(Uint32Array.of(1, 2).buffer),
    'records/1': new Uint8Array(Float32Array.of(1, 2).buffer),
    'records/2': new Uint8Array(Float32Array.of(3).buffer),
  };
  const array = (type: string, part: string) => ({ $: 'array', type, part });
  const manifest = {
    ...{ format: 'morphospace-session', version, savedMs: 1, catalogue: { key: 'k', name: 'n' }, kept: null },
    view: { painted: 'ring', filters: [], rows: array('Uint32Array', 'records/0') },
    records: {
      sets: [{ key: 'set', ids: ['g1'] }],
      searches: [{ key: 's', scores: array('Float32Array', 'records/1') }],
      ...(version >= 2 && { people: [{ key: 'p', verdicts: { $: 'map', entries: [['g1', 'ring']] } }] }),
      ...(version >= 3 && {
        distillations: [{ note: { key: 'd' }, images: array('Float32Array', 'records/2') }],
        settings: { metric: 'euclidean' },
      }),
    },
    parts: Object.fromEntries(
      Object.entries(parts).map(([path, bytes]) => [path, { bytes: bytes.length, crc32: zlibCrc(bytes) }]),
    ),
  };
  const files = { ...parts, 'session.json': new TextEncoder().encode(JSON.stringify(manifest)) };
  return new Blob([zipSync(files) as Uint8Array<ArrayBuffer>]);
}

describe('a session as a file', () => {
  it('gives back all that was put in, and is a ZIP that others read', async () => {
    const file = await writeSession(contents, pieceOf, 7);
    const read = await readSession(file, 'mine.zip');
    expect(read.missing).toEqual([]);
    expect(read.kept).toEqual(kept);
    expect(read.view).toEqual(contents.view);
    expect(read.records.searches).toEqual(contents.records.searches);
    const [{ state }] = read.records.runs as [{ state: { weights: Float32Array; file: Blob } }];
    expect(state.weights).toEqual(Float32Array.of(1, Number.NaN));
    expect([state.file.type, await state.file.text()]).toEqual(['x/y', 'model']);
    expect(read.records.handLabels).toEqual(contents.records.handLabels);
    expect(await Promise.all(read.pieces.map(async each => [each.name, await each.bytes.text()]))).toEqual(
      ['a', 'b', 'c'].map(name => [name, `bytes of ${name}`]),
    );
    expect(Object.keys(unzipSync(new Uint8Array(await file.arrayBuffer())))).toContain('session.json');
  });

  it('names what is damaged or missing and gives the rest', async () => {
    const file = await changed(await writeSession(contents, pieceOf, 7), files => {
      files['pieces/a'] = new TextEncoder().encode('bytes of x');
      delete files['records/1'];
      delete files['records/2'];
    });
    const read = await readSession(file, 'mine.zip');
    expect(read.missing).toEqual(['one part of the catalogue', 'fine-tuning runs']);
    expect(read.pieces.map(({ name }) => name)).toEqual(['b', 'c']);
    expect(read.records.searches).toEqual(contents.records.searches);
  });

  it('refuses a list of contents in which a letter is another', async () => {
    const file = await changed(await writeSession(contents, pieceOf, 7), () => {}); // not compressed
    const bytes = new Uint8Array(await file.arrayBuffer());
    const at = new TextDecoder('latin1').decode(bytes).indexOf('"galaxyId":"g1"') + '"galaxyId":"g'.length;
    bytes[at]++; // a rating of g2
    await expect(readSession(new Blob([bytes]), 'mine.zip')).rejects.toThrow(
      'session.json in mine.zip is damaged: fetch it again.',
    );
  });

  it('refuses what is no session, cut short or newer, with a sentence', async () => {
    const file = await writeSession(contents, pieceOf, 7);
    await expect(readSession(file.slice(0, file.size - 30), 'cut.zip')).rejects.toThrow(
      /^cut\.zip is no whole ZIP/,
    );
    await expect(readSession(new Blob(['hello']), 'x.zip')).rejects.toThrow(/^x\.zip is no whole ZIP/);
    const other = new Blob([zipSync({ 'a.txt': new Uint8Array(3) }) as Uint8Array<ArrayBuffer>]);
    await expect(readSession(other, 'other.zip')).rejects.toThrow('need session.json in other.zip; got none');
    const newer = await changed(file, files => {
      const text = new TextDecoder()
        .decode(files['session.json'])
        .replace(`"version":${sessionVersion}`, '"version":99');
      files['session.json'] = new TextEncoder().encode(text);
    });
    await expect(readSession(newer, 'new.zip')).rejects.toThrow(/saved by a newer version/);
    for (const version of [0, -1]) {
      const none = { format: 'morphospace-session', version, catalogue: { key: 'k', name: 'n' } };
      expect(() => presentSession(JSON.stringify(none), 'none.zip')).toThrow(
        `none.zip says that it is of format ${version}, and the first is 1: it is damaged; fetch it again.`,
      );
    }
  });

  it.each([1, 2, 3])('opens a session of version %i whole, and says what is damaged in it', async version => {
    const read = await readSession(sessionOfVersion(version), 'old.zip');
    expect(read.missing).toEqual([]);
    expect(read.catalogue).toEqual({ key: 'k', name: 'n' });
    expect(read.view).toMatchObject({ painted: 'ring', rows: Uint32Array.of(1, 2) });
    const { sets, searches, people, distillations, settings } = read.records;
    expect(sets).toEqual([{ key: 'set', ids: ['g1'] }]);
    expect(searches).toEqual([{ key: 's', scores: Float32Array.of(1, 2) }]);
    expect(people).toEqual(version < 2 ? [] : [{ key: 'p', verdicts: new Map([['g1', 'ring']]) }]);
    expect(distillations).toEqual(version < 3 ? [] : [{ note: { key: 'd' }, images: Float32Array.of(3) }]);
    expect(settings).toEqual(version < 3 ? undefined : { metric: 'euclidean' });
    const cut = await changed(sessionOfVersion(version), files => {
      files['records/1'] = new Uint8Array(8); // all zeros
    });
    const damaged = await readSession(cut, 'old.zip');
    expect(damaged.missing).toEqual(['searches and ratings']);
    expect(damaged.records.sets).toEqual(sets);
  });

  it('has an example of every version', () => {
    expect(sessionVersion).toBe(3);
  });

  it('makes a manifest step by step one of the present version', () => {
    const made = { format: 'morphospace-session', version: 1, catalogue: { key: 'k', name: 'n' } };
    const steps = {
      1: (each: object) => ({ ...each, one: true }),
      2: (each: object) => ({ ...each, two: 'one' in each }),
    } as unknown as Parameters<typeof presentSession>[2];
    expect(presentSession(JSON.stringify(made), 'old.zip', steps, 3)).toMatchObject({
      version: 3,
      two: true,
    });
  });
});

describe('encodedValue', () => {
  it('keeps what JSON cannot hold', async () => {
    const value = { a: [Number.POSITIVE_INFINITY, null, 'x'], m: new Map([[1, Int16Array.of(-2)]]) };
    const parts: Blob[] = [];
    const json = JSON.stringify(encodedValue(value, bytes => `${parts.push(bytes) - 1}`));
    expect(await decodedValue(JSON.parse(json), async name => parts[Number(name)])).toEqual(value);
  });
});
