import { describe, expect, it, vi } from 'vitest';
import type { DistilRequest } from '../../../../src/contracts/distillation/distil.ts';
import { deviceLostError } from '../../../../src/contracts/tensor.ts';
import { usualDistilSettings } from '../../../../src/data/runs/distilSettings.ts';
import { createDistilStore } from '../../../../src/features/distil/distilStore.ts';
import type { DistilMethod } from '../../../../src/maths/distillation/distilMethods.ts';
import { createSession } from '../../../../src/session/session.ts';
import { classNames, fakeClients, sidePx } from '../fakeDistil.ts';

function requestOf(method: DistilMethod, iterations = 30): DistilRequest {
  const n = classNames.length;
  const part = (each: number) => ({
    rows: new Uint32Array(n * each),
    labels: Uint8Array.from({ length: n * each }, (_, i) => i / each),
    pixels: new Uint8Array(n * each * sidePx * sidePx * 3).fill(50),
  });
  return {
    key: 'mine',
    title: 'Mine',
    set: {
      title: 'Made up',
      classes: classNames,
      view: { sidePx, cropFraction: 0.6 },
      mean: [50, 50, 50],
      deviation: [10, 10, 10],
      train: part(4),
      validation: part(1),
      test: part(2),
    },
    settings: { ...usualDistilSettings(method, 1), iterations },
  };
}

async function opened() {
  const session = createSession(() => 0);
  const fake = await fakeClients(session);
  return { session, ...fake, store: createDistilStore(fake.clients) };
}

describe('a run', () => {
  it('trains experts, makes its iterations, is shown as it forms, and gives its worker back', async () => {
    const { store, worker, ended, session } = await opened();
    const shown = vi.fn();
    store.gallery.subscribe(({ shown: now }) => shown(now?.frames.at(-1)?.iteration));
    await store.runs.getState().begin(requestOf('stm'));
    const { open, runs } = store.runs.getState();
    expect(worker.trainExperts).toHaveBeenCalledOnce();
    expect(open?.iterations.map(({ iteration }) => iteration)).toEqual(
      Array.from({ length: 30 }, (_, i) => i + 1),
    );
    expect(open).toMatchObject({ finished: true, step: 'resting', jobId: null, failure: null });
    expect(shown.mock.calls.flat()).toEqual(expect.arrayContaining([10, 20, 30]));
    expect(ended).toHaveBeenCalled();
    expect(runs.map(({ key, iterations }) => [key, iterations])).toEqual([['mine', 30]]);
    expect(session.jobs.getState().jobs.every(({ outcome }) => outcome === 'done')).toBe(true);
  });

  it('needs no experts for DM', async () => {
    const { store, worker } = await opened();
    await store.runs.getState().begin(requestOf('dm'));
    expect(worker.trainExperts).not.toHaveBeenCalled();
    expect(store.runs.getState().open?.finished).toBe(true);
  });

  it('keeps what there is when stopped, is there after a reload, and goes on to its end', async () => {
    const { store, worker, clients } = await opened();
    const { runs } = store;
    const distil = worker.distil.getMockImplementation()!;
    worker.distil.mockImplementationOnce(async () => {
      const stretch = await distil();
      runs.getState().stop();
      return stretch;
    });
    await runs.getState().begin(requestOf('dm'));
    expect(runs.getState().open).toMatchObject({ finished: false, step: 'resting' });
    expect(runs.getState().open?.iterations).toHaveLength(10);

    const later = createDistilStore(clients);
    await later.runs.getState().list();
    await later.showRun('mine');
    expect(later.gallery.getState().shown).toMatchObject({ id: 'run/mine', card: { title: 'Mine' } });
    expect(later.runs.getState().open?.iterations).toHaveLength(10);
    await later.runs.getState().goOn();
    expect(worker.resumeDistillation).toHaveBeenCalledWith('mine');
    expect(later.runs.getState().open?.iterations).toHaveLength(30);
  });

  it('rests while it is paused: the call is cancelled and made again', async () => {
    const { store, worker } = await opened();
    const { runs } = store;
    const distil = worker.distil.getMockImplementation()!;
    worker.distil.mockImplementationOnce(async () => {
      runs.getState().pause();
      setTimeout(() => runs.getState().resume(), 5);
      throw new DOMException('The job was cancelled.', 'AbortError');
    });
    await runs.getState().begin(requestOf('dm', 10));
    expect(worker.distil).toHaveBeenCalledTimes(2);
    expect(distil).toBeDefined();
    expect(runs.getState().open?.iterations).toHaveLength(10);
  });

  it('goes on from its checkpoint when the device is lost, and says so', async () => {
    const { store, worker, session } = await opened();
    worker.distil.mockImplementationOnce(async () => {
      throw Object.assign(new Error('lost'), { name: deviceLostError });
    });
    await store.runs.getState().begin(requestOf('dm', 10));
    expect(worker.resumeDistillation).toHaveBeenCalledOnce();
    expect(store.runs.getState().open?.iterations).toHaveLength(10);
    expect(session.notices.getState().notices[0].sentence).toMatch('goes on from its last checkpoint');
  });

  it('says why it stopped, and keeps what there is', async () => {
    const { store, worker } = await opened();
    worker.distil.mockImplementationOnce(async () => {
      throw new Error('The pixels have diverged.');
    });
    await store.runs.getState().begin(requestOf('dm'));
    expect(store.runs.getState().open).toMatchObject({
      failure: 'The pixels have diverged.',
      step: 'resting',
    });
  });

  it('is judged row by row, and only rows that are missing are made', async () => {
    const { store, worker } = await opened();
    await store.runs.getState().begin(requestOf('dm', 10));
    await store.runs.getState().judge();
    expect(worker.evaluate).toHaveBeenCalledTimes(6);
    expect(store.runs.getState().open?.evaluations).toHaveLength(6);
    expect(store.gallery.getState().shown?.card.evaluations).toHaveLength(6);
    await store.runs.getState().judge();
    expect(worker.evaluate).toHaveBeenCalledTimes(6);
  });

  it('gives way to the first shipped set when it is deleted, and comes back while that can be undone', async () => {
    const { store, session, shelf, timers } = await opened();
    await store.runs.getState().begin(requestOf('dm', 10));
    await store.gallery.getState().open();
    await store.removeRun('mine');
    expect(store.runs.getState()).toMatchObject({ open: null, runs: [] });
    expect(store.gallery.getState().chosen).toBe('shipped/stm-1');
    const notice = () =>
      session.notices.getState().notices.find(({ sentence }) => sentence.includes('deleted'));
    expect(notice()?.sentence).toBe('The run “Mine” was deleted.');
    notice()?.undo?.();
    await vi.waitFor(() => expect(store.gallery.getState().chosen).toBe('run/mine'));
    expect(store.runs.getState()).toMatchObject({ open: { finished: true }, runs: [{ key: 'mine' }] });
    timers.shift()?.();
    expect(shelf.requests.has('mine')).toBe(true); // it was undone
    session.notices.getState().dismiss(notice()!.id);
    await store.removeRun('mine');
    expect(shelf.requests.has('mine')).toBe(true);
    timers.shift()?.();
    expect(shelf.requests.has('mine')).toBe(false);
    notice()?.undo?.(); // too late: nothing comes of it but a sentence
    await vi.waitFor(() =>
      expect(session.notices.getState().notices.at(-1)?.sentence).toContain('no longer kept'),
    );
  });
});
