import { describe, expect, it, vi } from 'vitest';
import type { HeadCard } from '../../../src/contracts/decisionTree.ts';
import { likeliestAnswer, shortReading } from '../../../src/features/network/answers/likeliestAnswer.ts';
import { treeNodes } from '../../../src/features/network/answers/treeNodes.ts';
import { createNetworkStore } from '../../../src/features/network/networkStore.ts';
import { squaresOf, sweepLevels } from '../../../src/features/network/occlusionSweep.ts';
import { blankPredictions, fillPredictions } from '../../../src/session/predictions.ts';
import { createSession } from '../../../src/session/session.ts';
import { gz2 } from '../../maths/catalogue/smallTree.ts';
import { allRows, ramp, settle, smallCatalogue } from '../smallCatalogue.ts';
import { fakeNetwork } from './fakeNetwork.ts';

const tree: HeadCard = { kind: 'tree', questions: gz2 };
const answersOf = (row: number) => Float32Array.from({ length: 37 }, (_, i) => 2 + ((7 * i + row) % 37));
const n = 6;

function visit(head: HeadCard | undefined = tree, fields: Parameters<typeof smallCatalogue>[1] = {}) {
  const session = createSession(() => 0);
  const { api, clients } = fakeNetwork(head, answersOf);
  session.catalogue.getState().replace(smallCatalogue(n, { hasImages: true, ...fields }));
  session.selection.getState().choose(2);
  const store = createNetworkStore(session, clients);
  return { session, api, clients, store };
}

describe('the answers', () => {
  it('are those kept for the catalogue, without asking the network', async () => {
    const { session, clients, store } = visit();
    const predictions = blankPredictions('galaxy', tree, n);
    fillPredictions(predictions, Uint32Array.of(2), answersOf(2));
    session.predictions.getState().replace(predictions);
    store.answers.getState().open();
    await settle();
    expect(store.answers.getState()).toMatchObject({ status: 'done', result: { row: 2, weights: 'galaxy' } });
    expect(store.answers.getState().result?.values).toEqual(answersOf(2));
    expect(clients.load).not.toHaveBeenCalled();
  });

  it('are computed for a galaxy that has none yet, and only while somebody looks', async () => {
    const { session, clients, store } = visit();
    await settle();
    expect(clients.load).not.toHaveBeenCalled();
    store.answers.getState().open();
    await settle();
    expect(store.answers.getState().result).toEqual({
      row: 2,
      weights: 'made-up',
      head: tree,
      values: answersOf(2),
    });
    store.answers.getState().close();
    session.selection.getState().choose(4);
    await settle();
    expect(clients.pixels).toHaveBeenCalledTimes(1);
  });

  it('follow clicks: of several galaxies in a row only the last is answered', async () => {
    const { session, store } = visit();
    store.answers.getState().open();
    const told: number[] = [];
    store.answers.subscribe(({ result, status }) => {
      if (result && status === 'done') told.push(result.row);
    });
    for (const row of [3, 4, 5]) session.selection.getState().choose(row);
    await settle();
    expect(told).toEqual([5]);
    session.selection.getState().choose(null);
    expect(store.answers.getState()).toMatchObject({ status: 'idle', result: null });
  });

  it('say where the network has no head, and why one could not be asked', async () => {
    const headless = visit(undefined);
    headless.clients.load = async () => ({
      ...(await fakeNetwork(undefined, answersOf).clients.load({})),
      head: undefined,
    });
    headless.store.answers.getState().open();
    await settle();
    expect(headless.store.answers.getState().result).toMatchObject({ head: null, weights: 'Made up' });

    const broken = visit();
    broken.clients.load = async () => {
      throw new Error('The weights are gone.');
    };
    broken.store.answers.getState().open();
    await settle();
    expect(broken.store.answers.getState()).toMatchObject({
      status: 'failed',
      failure: 'The weights are gone.',
    });
    broken.clients.load = fakeNetwork(tree, answersOf).clients.load;
    broken.store.answers.getState().refresh();
    await settle();
    expect(broken.store.answers.getState().status).toBe('done');
  });
});

describe('the columns', () => {
  it('are published when predictions come, and go with them', async () => {
    const { session } = visit();
    const names = () => session.columns.getState().columns.map(column => column.name);
    expect(names()).not.toContain('predicted · Ring');
    const predictions = blankPredictions('galaxy', tree, n);
    fillPredictions(predictions, allRows(1), answersOf(0));
    session.predictions.getState().replace(predictions);
    expect(names()).toContain('predicted · Ring');
    session.columns.getState().paint('predicted · Ring');
    session.predictions.getState().replace({ ...predictions });
    expect(session.columns.getState().painted).toBe('predicted · Ring');
    expect(names().filter(name => name === 'predicted · Ring')).toHaveLength(1);
    session.predictions.getState().replace(null);
    expect(names()).not.toContain('predicted · Ring');
    expect(session.columns.getState().painted).toBeNull();
  });

  it('come from a catalogue that brings predictions, unless others were computed meanwhile', async () => {
    const { session, clients, store } = visit();
    const values = Float32Array.from({ length: n * 37 }, (_, i) => 1 + (i % 50));
    clients.answers = vi.fn(async () => ({ rows: n, columns: 37, values }));
    session.catalogue.getState().replace(smallCatalogue(n, { handle: 7, head: tree, weights: 'galaxy' }));
    store.answers.getState().open();
    await settle();
    expect(clients.answers).toHaveBeenCalledWith(7);
    expect(session.predictions.getState().predictions).toEqual({
      weights: 'galaxy',
      head: tree,
      answers: 37,
      values,
    });
    expect(store.answers.getState().result?.values).toEqual(values.subarray(2 * 37, 3 * 37));
    expect(clients.load).not.toHaveBeenCalled();
  });

  it('a catalogue whose predictions cannot be read says so', async () => {
    const { session, clients } = visit();
    clients.answers = async () => {
      throw new Error('a.bin is damaged');
    };
    session.catalogue.getState().replace(smallCatalogue(n, { head: tree }));
    await settle();
    expect(session.notices.getState().notices[0].sentence).toBe(
      'The predictions of small could not be read: a.bin is damaged',
    );
  });
});

describe('the occlusion map', () => {
  it('finds what the answer depends on, coarse to fine, and is whole at the end', async () => {
    const { api, store } = visit();
    const levels: number[] = [];
    store.occlusion.subscribe(({ result }) => {
      if (result?.map) levels.push(result.map.cells);
    });
    store.occlusion.getState().open();
    await vi.waitFor(() => expect(store.occlusion.getState().status).toBe('done'));
    expect([...new Set(levels)]).toEqual([...sweepLevels]);
    const { map, answer } = store.occlusion.getState().result!;
    expect(answer).toBe(likeliestAnswer(tree, answersOf(2)));
    expect(map).toMatchObject({ cells: 16, done: 336, total: 336 });
    expect(map!.share).toBeCloseTo(0.8, 6);
    for (const [cell, drop] of map!.drops.entries()) {
      const covers = cell % 16 < 8 && cell < 8 * 16;
      expect(drop).toBeCloseTo(covers ? 0.4 : 0, 6);
    }
    const squares = vi.mocked(api.occluded).mock.calls.map(call => call[2].length / 3);
    expect(Math.max(...squares)).toBe(16); // small calls: others come between
  });

  it('starts anew for another answer, and stops where it is', async () => {
    const { api, store } = visit();
    store.occlusion.getState().open();
    await settle();
    store.choice.getState().chooseAnswer(18);
    await vi.waitFor(() => expect(store.occlusion.getState().result?.answer).toBe(18));
    store.occlusion.getState().stop();
    await settle();
    const calls = vi.mocked(api.occluded).mock.calls.length;
    await settle();
    expect(vi.mocked(api.occluded).mock.calls.length).toBe(calls);
    expect(store.occlusion.getState().status).not.toBe('working');
  });

  it('covers every pixel at every level, from the centre outwards', () => {
    for (const cells of sweepLevels) {
      const { squares, order } = squaresOf(cells, 128);
      expect([...order].sort((a, b) => a - b)).toEqual([...allRows(cells * cells)]);
      const covered = new Uint8Array(128 * 128);
      for (let i = 0; i < squares.length; i += 3) {
        const [left, top, side] = squares.subarray(i, i + 3);
        for (let y = Math.max(0, top); y < Math.min(128, top + side); y++)
          covered.fill(1, y * 128 + Math.max(0, left), y * 128 + Math.min(128, left + side));
      }
      expect(covered.every(Boolean)).toBe(true);
      const away = order.map(cell =>
        Math.hypot((cell % cells) - (cells - 1) / 2, Math.floor(cell / cells) - (cells - 1) / 2),
      );
      expect(away).toEqual([...away].sort((a, b) => a - b));
    }
  });
});

describe('feature maps and filters', () => {
  it('are of the stage that was chosen, and of the galaxy selected last', async () => {
    const { session, store, clients } = visit();
    store.maps.getState().open();
    await settle();
    expect(store.maps.getState().result?.maps.stage).toBe('stem');
    store.choice.getState().chooseStage('last');
    session.selection.getState().choose(3);
    await settle();
    expect(store.maps.getState().result).toMatchObject({
      row: 3,
      stages: ['stem', 'last'],
      maps: { stage: 'last' },
    });
    session.representation
      .getState()
      .replace({ weights: 'other', components: ramp(n, 2), rows: allRows(n), complete: true });
    await settle();
    expect(clients.pixels).toHaveBeenCalledTimes(3); // the former network's view of the galaxy is not kept
  });

  it('filters need no galaxy', async () => {
    const { session, store } = visit();
    session.selection.getState().choose(null);
    store.filters.getState().open();
    await settle();
    expect(store.filters.getState().result?.pictures.count).toBe(4);
  });
});

describe('a galaxy in a few words', () => {
  const columns = gz2.flatMap(q => q.answers.map(a => a.column));
  const saying = (...likely: string[]) =>
    Float32Array.from(columns, column => (likely.some(each => column.includes(each)) ? 90 : 2));

  it('is its first answer and what else most would see', () => {
    const spiral = saying(
      'featured-or-disk',
      'disk-edge-on-gz2_no',
      'has-spiral-arms-gz2_yes',
      'bar-gz2_no',
      'odd-gz2_no',
    );
    const { words, share } = shortReading(tree, spiral);
    expect(words).toBe('Featured or disk, spiral arms');
    expect(share).toBeCloseTo(90 / 94, 6);
    expect(shortReading(tree, saying('gz2_smooth', 'rounded-gz2_cigar', 'odd-gz2_no')).words).toBe(
      'Smooth, cigar-shaped',
    );
    expect(shortReading(tree, saying('artifact')).words).toBe('Artifact');
    expect(shortReading({ kind: 'classes', classes: ['ring', 'not'] }, Float32Array.of(0.1, 0.9))).toEqual({
      words: 'not',
      share: expect.closeTo(0.9, 6),
    });
  });
});

it('a tree is drawn with each question once, under the answer that leads to it', () => {
  const drawn: [string, number][] = [];
  const walk = (nodes: ReturnType<typeof treeNodes>, depth: number) => {
    for (const { question, branches } of nodes) {
      drawn.push([gz2[question].name, depth]);
      for (const below of branches.values()) walk(below, depth + 1);
    }
  };
  walk(treeNodes(gz2), 0);
  expect(drawn).toHaveLength(gz2.length);
  expect(Object.fromEntries(drawn)).toEqual({
    'smooth-or-featured-gz2': 0,
    'something-odd-gz2': 0,
    'odd-feature-gz2': 1,
    'how-rounded-gz2': 1,
    'disk-edge-on-gz2': 1,
    'bulge-shape-gz2': 2,
    'bar-gz2': 2,
    'has-spiral-arms-gz2': 2,
    'bulge-size-gz2': 2,
    'spiral-winding-gz2': 3,
    'spiral-arm-count-gz2': 3,
  });
});
