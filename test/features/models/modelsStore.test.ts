import { describe, expect, it, vi } from 'vitest';
import type { OpenedCatalogue, PixelBatch } from '../../../src/contracts/ingest.ts';
import type { Basis } from '../../../src/contracts/matrix.ts';
import type { EncoderCard, EncoderFile } from '../../../src/contracts/tensor.ts';
import { packIds } from '../../../src/data/bytes/packedIds.ts';
import type { ComponentsClient } from '../../../src/features/models/componentsClient.ts';
import { createModelsStore } from '../../../src/features/models/modelsStore.ts';
import { sixteenBitRowsOf } from '../../../src/maths/neighbours/sixteenBitRows.ts';
import type { TensorClient } from '../../../src/rpc/tensorClient.ts';
import { createSession } from '../../../src/session/session.ts';

const rowCount = 40;

function catalogue(fields: Partial<OpenedCatalogue> = {}): OpenedCatalogue {
  const ids = Array.from({ length: rowCount }, (_, row) => String(row));
  return {
    handle: 1,
    name: 'forty',
    rowCount,
    ids: packIds(ids),
    columns: [],
    hasImages: true,
    simulated: false,
    problems: [],
    ...fields,
  };
}

/** Tells itself apart by its mean. */
function basisOf(value: number): Basis {
  return { mean: Float32Array.of(value), axes: { rows: 1, columns: 1, values: Float32Array.of(1) } };
}

/** A house of fakes: representations are the length of the weights' name; every third party can be made to fail or wait. */
function house(remembered: string | null = null, onShelf: string[] = []) {
  const record = { loads: [] as string[], opened: 0, ended: 0, embedded: 0 };
  const gate = {
    atBatch: Number.POSITIVE_INFINITY,
    reached: () => {},
    failsAtBatch: Number.POSITIVE_INFINITY,
  };
  const session = createSession(() => 0);
  session.preferences.getState().change({ weights: remembered });
  let batches = 0;
  let present = '';
  const card = (name: string) =>
    ({
      name,
      title: name.toUpperCase(),
      sha256: `hash of ${name}`,
      dimension: 3,
      view: { sidePx: 1, cropFraction: 1 },
      familiar: name === 'learned' ? { limit: 2, outside: 0.05 } : undefined,
    }) as EncoderCard;
  const api = {
    batchSize: async () => 10,
    async embed(batch: PixelBatch) {
      if (++batches >= gate.failsAtBatch) throw new Error('the network broke');
      if (batches >= gate.atBatch) {
        gate.reached();
        await new Promise(resolve => setTimeout(resolve, 0));
      }
      record.embedded += batch.rows.length;
      return new Float32Array(batch.rows.length * 3).fill(present.length);
    },
    /** Every second galaxy of a batch is far from home. */
    distances: async (vectors: Float32Array) =>
      Float32Array.from({ length: vectors.length / 3 }, (_, i) => (i % 2 === 0 ? 0.5 : 1.5)),
  };
  const tensor = {
    report: async () => ({ chosen: 'wasm', reason: '', overridden: false, laps: [] }),
    prefer: () => {},
    async loadEncoder(weights: string | EncoderFile) {
      present = typeof weights === 'string' ? weights : weights.name;
      record.loads.push(present);
      if (present === 'broken') throw new Error('need weights; got a picture');
      return card(present);
    },
    call: (make: (a: typeof api) => Promise<unknown>) => make(api),
    end: () => {},
  } as unknown as TensorClient;
  function openComponents(): ComponentsClient {
    record.opened++;
    let rows: number[] = [];
    let value = 0;
    return {
      async begin() {
        rows = [];
      },
      async add(these, vectors) {
        rows.push(...these);
        value = vectors[0];
      },
      async components() {
        const sorted = Uint32Array.from(rows.sort((a, b) => a - b));
        const matrix = sixteenBitRowsOf(new Float32Array(sorted.length).fill(value), 1);
        return { matrix, rows: sorted, explainedVarianceRatio: Float64Array.of(1), basis: basisOf(value) };
      },
      async setBasis({ mean }) {
        value = mean[0];
      },
      project: async () => ({ rows: 1, columns: 1, values: Float32Array.of(value) }),
      end: () => void record.ended++,
    };
  }
  const pixels = async (rows: Uint32Array): Promise<PixelBatch> => ({
    rows,
    sidePx: 1,
    pixels: new Uint8Array(rows.length * 3),
    problems: [],
  });
  const models = createModelsStore(
    session,
    {
      tensor,
      pixels: (_, rows) => pixels(rows),
      pixelsOfFile: () => pixels(Uint32Array.of(0)),
      openComponents,
      encoderFile: async name => (onShelf.includes(name) ? ({ name } as EncoderFile) : null),
    },
    ['imagenet', 'random'],
  );
  const shown = () => session.representation.getState().representation;
  const sentences = () => session.notices.getState().notices.map(notice => notice.sentence);
  const idle = async () => {
    while (session.jobs.getState().jobs.some(job => job.outcome === 'running')) {
      await new Promise(resolve => setTimeout(resolve, 0));
    }
  };
  const open = async (fields: Partial<OpenedCatalogue> = {}) => {
    session.representation.getState().replace(null);
    session.catalogue.getState().replace(catalogue(fields));
    await new Promise(resolve => setTimeout(resolve, 0));
    await idle();
  };
  return { session, models, record, gate, shown, sentences, open, idle };
}

describe('which weights represent the galaxies', () => {
  it('are the shipped ones until a person chooses others, which are remembered', async () => {
    const { session, models, open, shown, record } = house(null, ['nano']);
    await open();
    expect(shown()).toMatchObject({ weights: 'imagenet', complete: true });
    session.selection.getState().choose(7);
    await models.getState().use('nano');
    expect(shown()).toMatchObject({ weights: 'nano', complete: true });
    expect(shown()?.rows.length).toBe(rowCount);
    expect(models.getState()).toMatchObject({ chosen: 'nano', switching: null });
    expect(session.preferences.getState().weights).toBe('nano');
    expect(session.selection.getState().row).toBe(7);
    expect(record.opened - record.ended).toBe(1); // the former representation is let go once the new one is there
    await models.getState().use('imagenet');
    expect(session.preferences.getState().weights).toBeNull(); // the default, whichever it will be
  });

  it('made a representation that comes back as it was, with its basis, once they are wanted again', async () => {
    const { models, open, shown, record } = house(null, ['nano']);
    await open();
    const before = shown();
    await models.getState().use('nano');
    const { embedded } = record;
    await models.getState().use('imagenet');
    expect(shown()).toBe(before);
    expect([record.embedded, record.loads.at(-1)]).toEqual([embedded, 'imagenet']);
    const [place] = await models.getState().embedFile(new File([], 'a.jpg'), {});
    expect(place).toBe('imagenet'.length); // projected by the basis of the map that came back
    await models.getState().use('nano');
    expect(record.embedded).toBe(embedded + 1); // the one image
    models.getState().forget('imagenet'); // others may go by that name next time
    await models.getState().use('imagenet');
    expect(record.embedded).toBe(embedded + 1 + rowCount);
    await open({ name: 'others' });
    await models.getState().use('nano');
    expect(record.embedded).toBe(embedded + 1 + 3 * rowCount);
  });

  it('are those of the last visit', async () => {
    const { open, shown, record, sentences } = house('nano', ['nano']);
    await open();
    expect(shown()?.weights).toBe('nano');
    expect(record.loads).toEqual(['nano']);
    expect(sentences()).toEqual([]);
  });

  it('fall back on the shipped ones, with a notice, where those are no longer here', async () => {
    const { session, open, shown, sentences } = house('nano', []);
    await open();
    expect(shown()?.weights).toBe('imagenet');
    expect(session.preferences.getState().weights).toBeNull();
    expect(sentences().join()).toMatch(/“nano” are not in this browser.*IMAGENET is used instead/);
  });

  it('are not computed again where the map already stands on them', async () => {
    const { session, models, record, open } = house('nano', ['nano']);
    await open({ components: sixteenBitRowsOf(new Float32Array(rowCount), 1) });
    session.representation.getState().replace({
      weights: 'imagenet',
      components: sixteenBitRowsOf(new Float32Array(rowCount), 1),
      rows: Uint32Array.from({ length: rowCount }, (_, row) => row),
      complete: true,
    });
    await models.getState().use('imagenet');
    expect(record.embedded).toBe(0);
    expect(models.getState().chosen).toBe('imagenet');
  });

  it('are loaded anew under a name whose former weights were deleted', async () => {
    const shelf = ['nano'];
    const { models, record, open } = house(null, shelf);
    await open();
    await models.getState().use('nano');
    shelf.pop();
    models.getState().forget('nano');
    await models.getState().load({}); // of the map: they are in the worker still
    expect(record.loads).toEqual(['imagenet', 'nano']);
    shelf.push('nano');
    await models.getState().use('nano'); // another file, fetched by hand as the same published one
    expect(record.loads).toEqual(['imagenet', 'nano', 'nano']);
  });

  it('are computed anew where others of their name made the map', async () => {
    const { session, models, record, open, shown } = house('imagenet', ['file:mine.ckpt']);
    await open({ components: sixteenBitRowsOf(new Float32Array(rowCount), 1) });
    const made = {
      weights: 'file:mine.ckpt',
      components: sixteenBitRowsOf(new Float32Array(rowCount), 1),
      rows: Uint32Array.from({ length: rowCount }, (_, row) => row),
      complete: true,
    };
    session.representation.getState().replace({ ...made, weightsSha256: 'hash of file:mine.ckpt' });
    await models.getState().use('file:mine.ckpt');
    expect(record.embedded).toBe(0);
    session.representation.getState().replace({ ...made, weightsSha256: 'hash of those that were deleted' });
    await models.getState().use('file:mine.ckpt');
    expect(record.embedded).toBe(rowCount);
    expect(shown()).toMatchObject({ complete: true, weightsSha256: 'hash of file:mine.ckpt' });
  });

  it('tell which galaxies are unlike those they learnt from, where they know', async () => {
    const { session, models, open, sentences, record } = house(null, ['learned']);
    const published = () => session.columns.getState().columns.map(({ name }) => name);
    await open();
    expect([published(), sentences()]).toEqual([[], []]);
    await models.getState().use('learned');
    expect(published()).toEqual(['unlike training']);
    const [column] = session.columns.getState().columns;
    expect(column.kind === 'number' && [...column.values].filter(value => value === 1.5).length).toBe(
      rowCount / 2,
    );
    expect(sentences().join()).toMatch(
      /^50\s% of the galaxies are unlike those LEARNED was trained on.*5\s% are.*Models \(m\)/,
    );
    await models.getState().use('imagenet'); // does not know
    expect(published()).toEqual([]);
    const { embedded } = record;
    await models.getState().use('learned');
    expect([published(), record.embedded]).toEqual([['unlike training'], embedded]);
  });

  it('tell of a simulated survey in the column alone: it is unlike all real ones', async () => {
    const { session, models, open, sentences } = house(null, ['learned']);
    await open({ simulated: true });
    await models.getState().use('learned');
    expect(session.columns.getState().columns.map(({ name }) => name)).toEqual(['unlike training']);
    expect(sentences()).toEqual([]);
  });

  it('of a file by earlier ones of the same name are not mixed with the present: it says so and computes them anew', async () => {
    const { session, models, open, sentences, shown } = house();
    const embedding = { rows: rowCount, columns: 1280, values: new Float32Array(rowCount * 1280).fill(9) };
    await open({ embedding, formerWeights: 'galaxy' });
    expect(sentences().join()).toMatch(
      /^The representations in forty were made by earlier weights named “galaxy”/,
    );
    expect(shown()).toMatchObject({ weights: 'file', complete: true });
    await expect(models.getState().embedFile(new File([], 'new.jpg'), {})).rejects.toThrow('recompute');
    session.notices.getState().notices[0].action!.act();
    await vi.waitFor(() =>
      expect(shown()).toMatchObject({ weights: models.getState().chosen, complete: true }),
    );
    await open({ embedding, formerWeights: 'galaxy', hasImages: false });
    const [, alone] = session.notices.getState().notices;
    expect([alone.action, alone.sentence]).toEqual([undefined, expect.stringContaining('with their images')]);
  });

  it('keep the hash that a file of representations brings, by which a kept catalogue knows them again', async () => {
    const { open, shown } = house();
    const embedding = { rows: rowCount, columns: 3, values: new Float32Array(rowCount * 3).fill(9) };
    await open({ embedding, weights: 'galaxy', weightsSha256: 'ab' });
    expect(shown()).toMatchObject({ weights: 'galaxy', weightsSha256: 'ab' });
  });

  it('are computed anew by a former catalogue’s notice for that catalogue alone', async () => {
    const { session, open, shown, record } = house();
    const embedding = { rows: rowCount, columns: 3, values: new Float32Array(rowCount * 3).fill(9) };
    await open({ embedding, formerWeights: 'galaxy' });
    const { action } = session.notices.getState().notices[0];
    await open({ embedding, weights: 'random', handle: 2 });
    action?.act();
    await new Promise(resolve => setTimeout(resolve, 20));
    expect(shown()).toMatchObject({ weights: 'random' });
    expect(record.embedded).toBe(0);
  });

  it('can be chosen for what comes next where the open catalogue has no images', async () => {
    const { models, open, record } = house(null, ['nano']);
    await open({ hasImages: false });
    await models.getState().use('nano');
    expect(models.getState().chosen).toBe('nano');
    expect(record.loads).toEqual(['nano']);
  });
});

describe('a switch that does not come to its end leaves everything as it was', () => {
  it('when it is cancelled', async () => {
    const { session, models, gate, open, shown, record } = house(null, ['nano']);
    await open();
    const before = shown();
    const { version } = session.representation.getState();
    gate.atBatch = 6; // the second of the switch
    gate.reached = () => session.jobs.getState().cancel(models.getState().switching?.job ?? -1);
    await models.getState().use('nano');
    expect(session.jobs.getState().jobs[0].outcome).toBe('stopped');
    expect(shown()).toBe(before);
    expect(session.representation.getState().version).toBe(version); // not even for a moment
    expect(models.getState()).toMatchObject({ chosen: 'imagenet', switching: null });
    expect(session.preferences.getState().weights).toBeNull();
    expect(record.opened - record.ended).toBe(1);
    // The map's own network answers an image from outside again.
    await models.getState().embedFile(new File([], 'a.jpg'), {});
    expect(record.loads.at(-1)).toBe('imagenet');
  });

  it.each([
    ['the file is no weights', 'broken', ['broken'], /got a picture.*keeps the representation it had/],
    ['the weights are not there', 'absent', [], /“absent” are not in this browser/],
  ])('when %s', async (_, name, shelf, sentence) => {
    const { session, models, open, shown, sentences } = house(null, shelf);
    await open();
    const before = shown();
    await models.getState().use(name);
    expect(shown()).toBe(before);
    expect(models.getState()).toMatchObject({ chosen: 'imagenet', switching: null });
    expect(session.preferences.getState().weights).toBeNull();
    expect(sentences().join()).toMatch(sentence);
  });

  it('when the network breaks halfway', async () => {
    const { models, gate, open, shown, sentences } = house(null, ['nano']);
    await open();
    const before = shown();
    gate.failsAtBatch = 7;
    await models.getState().use('nano');
    expect(shown()).toBe(before);
    expect(sentences().join()).toContain('the network broke');
  });
});

describe('an image from outside', () => {
  it('is embedded with the weights of the map, not with those chosen for the next', async () => {
    const { models, record, open, shown } = house(null, ['nano']);
    await open();
    await models.getState().use('nano');
    await models.getState().embedFile(new File([], 'a.jpg'), {});
    expect(record.loads.at(-1)).toBe('nano');
    expect(shown()?.weights).toBe('nano');
  });

  it('waits for a person, not for a network, while the galaxies are embedded with others', async () => {
    const { models, gate, open } = house(null, ['nano']);
    await open();
    let answer: Promise<unknown> = Promise.resolve();
    gate.atBatch = 6;
    gate.reached = () => {
      gate.atBatch = Number.POSITIVE_INFINITY;
      answer = models
        .getState()
        .embedFile(new File([], 'a.jpg'), {})
        .catch((error: Error) => error.message);
    };
    await models.getState().use('nano');
    expect(await answer).toMatch(/being embedded with other weights/);
    expect(models.getState().chosen).toBe('nano');
  });
});
