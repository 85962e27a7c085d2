import { describe, expect, it } from 'vitest';
import type { EncoderCard, EncoderFile } from '../../../src/contracts/tensor.ts';
import { DownloadError } from '../../../src/data/weights/shelf/downloadError.ts';
import type { downloadWeights } from '../../../src/data/weights/shelf/weightsDownload.ts';
import { createLibraryStore } from '../../../src/features/models/libraryStore.ts';
import type { ModelsStore } from '../../../src/features/models/modelsStore.ts';
import { openWeights } from '../../../src/features/models/openWeights.ts';
import { publishedEncoders } from '../../../src/features/models/publishedEncoders.ts';
import { createSession } from '../../../src/session/session.ts';
import { createMemoryWeightsShelf } from '../../data/weights/memoryShelf.ts';

const nano = 'zoobot-encoder-convnext_nano';

/** A library on a forgetful shelf, with a download that the test writes. */
function library(download: typeof downloadWeights = async () => Promise.reject(new Error('not asked for'))) {
  const session = createSession(() => 0);
  const shelf = createMemoryWeightsShelf();
  const timers: (() => void)[] = [];
  const removed: string[] = [];
  const store = createLibraryStore({
    session,
    shelf,
    download,
    later: run => timers.push(run),
    onRemoved: name => removed.push(name),
  });
  const job = () => session.jobs.getState().jobs[0];
  const notice = () => session.notices.getState().notices.at(-1);
  return { session, shelf, store, timers, removed, job, notice, get: () => store.getState() };
}

/** A download of three bytes that puts them on the shelf as the real one does. */
const threeBytes: typeof downloadWeights = async (shelf, name, routes, _page, control) => {
  const file = { name, fileName: routes[0].fileName, url: routes[0].url, totalBytes: 3, etag: null };
  await shelf.begin(file);
  control?.onBytes?.(0, 0, 3);
  await shelf.append(name, Uint8Array.of(1, 2, 3));
  control?.onBytes?.(3, 0, 3);
  await shelf.finish(name);
  return { ...file, heldBytes: 3, complete: true };
};

describe('the published encoders', () => {
  it('are those that run in a browser, each with what a person should know before fetching it', () => {
    const names = publishedEncoders.map(each => each.name);
    expect(new Set(names).size).toBe(names.length);
    for (const network of ['efficientnet_b0', 'resnet18', 'resnet50', 'euclid'])
      expect(names).toContain(`zoobot-encoder-${network}`);
    for (const size of ['pico', 'nano', 'tiny', 'small', 'base'])
      expect(names).toContain(`zoobot-encoder-convnext_${size}`);
    for (const each of publishedEncoders) {
      expect(each.repository).toBe(`mwalmsley/${each.name}`);
      expect(each.licence).not.toBe('');
      if (!each.checkpoint) expect(each.bytes).toBeGreaterThan(16e6); // efficientnet_b0's 16,198,648
    }
  });
});

describe('a download', () => {
  it('is a job with bytes, asks the hub for the right files, and ends on the shelf', async () => {
    const asked: string[] = [];
    const { store, job, get } = library(async (shelf, name, routes, page, control) => {
      asked.push(...routes.map(route => route.url), page);
      return threeBytes(shelf, name, routes, page, control);
    });
    await store.getState().download(nano);
    expect(asked).toHaveLength(4);
    expect(asked.every(url => url.startsWith(`https://huggingface.co/mwalmsley/${nano}`))).toBe(true);
    expect(job()).toMatchObject({ outcome: 'done', progress: { done: 3, total: 3, unit: 'bytes' } });
    expect(get().files).toMatchObject([{ name: nano, complete: true }]);
    expect(get().downloads).toEqual({});
    const file = await get().encoderFile(nano);
    expect(file).toMatchObject({
      title: 'Zoobot ConvNeXt nano',
      licence: 'Apache-2.0',
      fileName: 'model.safetensors',
    });
    const { blob } = file as EncoderFile;
    expect(new Uint8Array(await blob.arrayBuffer())).toEqual(Uint8Array.of(1, 2, 3));
  });

  it('of a fine-tuned head asks for its one checkpoint', async () => {
    const asked: string[] = [];
    const { store } = library(async (shelf, name, routes, page, control) => {
      asked.push(...routes.map(route => route.url));
      return threeBytes(shelf, name, routes, page, control);
    });
    await store.getState().download('zoobot-finetuned-euclid');
    expect(asked).toEqual([
      'https://huggingface.co/mwalmsley/zoobot-finetuned-euclid/resolve/main/FinetuneableZoobotTree.ckpt',
    ]);
  });

  it('that fails says why, in its row and its job, and can be tried again', async () => {
    let fails = true;
    const { store, job, get } = library(async (...all) => {
      if (!fails) return threeBytes(...all);
      throw new DownloadError({ kind: 'gated' }, { fileName: 'model.safetensors', page: 'https://hub/page' });
    });
    await store.getState().download(nano);
    expect(get().failures[nano]).toMatch(/sign in at https:\/\/hub\/page/);
    expect(job()).toMatchObject({ outcome: 'failed', failure: get().failures[nano] });
    fails = false;
    await store.getState().download(nano);
    expect(get().failures).toEqual({});
    expect(get().files).toHaveLength(1);
  });

  it('that is stopped keeps its part and is no failure', async () => {
    const { store, job, get } = library(async (shelf, name, _routes, _page, control) => {
      await shelf.begin({ name, fileName: 'a', url: 'b', totalBytes: 9, etag: null });
      await shelf.append(name, Uint8Array.of(1));
      store.getState().stop(name);
      control?.signal?.throwIfAborted();
      throw new Error('the stop was not heard');
    });
    await store.getState().download(nano);
    expect(job().outcome).toBe('stopped');
    expect(get().failures).toEqual({});
    expect(get().files).toMatchObject([{ heldBytes: 1, complete: false }]);
    expect(await get().encoderFile(nano)).toBeNull(); // half a file is none
  });
});

describe('deleting', () => {
  it('can be undone for ten seconds', async () => {
    const { store, get, notice, timers, shelf, removed } = library(threeBytes);
    await store.getState().download(nano);
    get().remove(nano);
    expect(get().files).toEqual([]);
    expect(removed).toEqual([nano]);
    notice()?.undo?.();
    timers.shift()?.();
    await new Promise(resolve => setTimeout(resolve, 0));
    expect(get().files).toHaveLength(1);
    expect(await shelf.list()).toHaveLength(1);
  });

  it('is final after that', async () => {
    const { store, get, timers, shelf } = library(threeBytes);
    await store.getState().download(nano);
    get().remove(nano);
    await get().refresh();
    expect(get().files).toEqual([]); // not back at the next look
    timers.shift()?.();
    await new Promise(resolve => setTimeout(resolve, 0));
    expect(await shelf.list()).toEqual([]);
  });
});

describe('a file from disk', () => {
  /** A models store that can read some files and not others. */
  function models(reads: boolean): ModelsStore {
    let tell: (state: { card: EncoderCard | null }) => void = () => {};
    let card: EncoderCard | null = null;
    return {
      subscribe(listener: typeof tell) {
        tell = listener;
        return () => {};
      },
      getState: () => ({
        card,
        async use(name: string) {
          if (!reads) return;
          card = { name } as EncoderCard;
          tell({ card });
        },
      }),
    } as unknown as ModelsStore;
  }
  const file = () => new File([Uint8Array.of(5, 6)], 'model.safetensors');
  const settled = () => new Promise(resolve => setTimeout(resolve, 5));

  it('is kept for the next visit once it was read', async () => {
    const { store, get, shelf } = library();
    await openWeights(models(true), store, file());
    await settled();
    expect(await shelf.list()).toMatchObject([
      { name: 'file:model.safetensors', complete: true, heldBytes: 2 },
    ]);
    expect(get().visiting).toEqual([]);
    expect((await get().encoderFile('file:model.safetensors'))?.title).toBe('model.safetensors');
    await openWeights(models(true), store, new File([Uint8Array.of(5, 7)], 'model.safetensors'));
    await settled();
    expect((await shelf.list()).map(each => each.name)).toEqual([
      'file:model.safetensors',
      'file:model.safetensors (2)', // the hub calls all of them so
    ]);
  });

  it('that is kept already is used again, not stored twice, after a reload as well', async () => {
    const { session, store, shelf } = library();
    const other = new File([Uint8Array.of(5, 7)], 'other.safetensors');
    const first = await openWeights(models(true), store, file());
    await settled();
    await openWeights(models(true), store, other);
    await settled();
    const reloaded = createLibraryStore({ session, shelf });
    const used = models(true);
    expect(await openWeights(used, reloaded, new File([Uint8Array.of(5, 6)], 'renamed.safetensors'))).toBe(
      first,
    );
    expect(used.getState().card?.name).toBe(first);
    expect(await shelf.list()).toHaveLength(2);
    expect(reloaded.getState().visiting).toEqual([]);
  });

  it('takes no name of one that was deleted in this visit: the worker and the map may still hold that', async () => {
    const { store, get, timers } = library();
    const first = await openWeights(models(true), store, file());
    await settled();
    get().remove(first);
    timers.shift()?.();
    await settled();
    const other = new File([Uint8Array.of(5, 7)], 'model.safetensors');
    expect(await openWeights(models(true), store, other)).toBe('file:model.safetensors (2)');
  });

  it('that is no weights leaves nothing behind', async () => {
    const { store, get, shelf } = library();
    await openWeights(models(false), store, file());
    await settled();
    expect(get().visiting).toEqual([]);
    expect(await shelf.list()).toEqual([]);
  });

  it('fetched by hand takes the place of the published one, with its card', async () => {
    const { store, get } = library();
    await openWeights(models(true), store, file(), nano);
    await settled();
    expect(await get().encoderFile(nano)).toMatchObject({
      title: 'Zoobot ConvNeXt nano',
      repository: `mwalmsley/${nano}`,
    });
  });

  it('is used for the visit where the disk is full', async () => {
    const { store, get, shelf, notice } = library();
    shelf.capacityBytes = 1;
    await openWeights(models(true), store, file());
    await settled();
    expect(notice()?.sentence).toMatch(/in use for this visit, but could not be kept/);
    expect(await get().encoderFile('file:model.safetensors')).toMatchObject({
      fileName: 'model.safetensors',
    });
    expect(await shelf.list()).toEqual([]);
  });
});

it('says where a browser keeps nothing, and still opens files', async () => {
  const session = createSession(() => 0);
  const shelf = createMemoryWeightsShelf();
  shelf.list = () => Promise.reject(new Error('access denied'));
  const store = createLibraryStore({ session, shelf });
  await store.getState().refresh();
  expect(store.getState().unavailable).toMatch(/keep no files \(access denied\)/);
  const name = store.getState().lay(new File([Uint8Array.of(1)], 'a.bin'));
  expect(await store.getState().encoderFile(name)).toMatchObject({ fileName: 'a.bin' });
});
