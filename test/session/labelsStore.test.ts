import { beforeEach, describe, expect, it } from 'vitest';
import { createMemorySearches, type SearchShelf } from '../../src/data/searches/searchShelf.ts';
import type { InterestSearch, LabelsState, LabelsStore } from '../../src/session/labels.ts';
import { createLabelsStore } from '../../src/session/labelsStore.ts';

let shelf: SearchShelf;
let store: LabelsStore;
let timeMs: number;
let keys: number;

const labels = (): LabelsState => store.getState();
const scores = (search: InterestSearch | null) =>
  search?.ratings.map(({ galaxyId, score }) => `${galaxyId}:${score}`).join(' ');
const settled = async () => {
  while (labels().saved === 'saving') await new Promise(resolve => setTimeout(resolve));
};

function visit(): LabelsStore {
  return createLabelsStore(
    shelf,
    () => ++timeMs,
    () => `key ${++keys}`,
  );
}

beforeEach(async () => {
  shelf = createMemorySearches();
  timeMs = 0;
  keys = 0;
  store = visit();
  await labels().open('a');
});

describe('what a person says', () => {
  it('is kept in its order, a second rating in the place of the first', () => {
    labels().begin('rings', 'random', 3);
    labels().rate('x', 5);
    labels().rate('y', 0.5);
    labels().rate('x', 1);
    labels().rateAll([
      { galaxyId: 'z', score: 2 },
      { galaxyId: 'y', score: 3 },
    ]);
    expect(scores(labels().current)).toBe('x:1 y:3 z:2');
    expect(labels().searches).toEqual([labels().current]);
  });

  it('is taken back and done again step by step, in each search for itself', () => {
    const rings = labels().begin('rings', 'random', 3);
    labels().rate('x', 5);
    labels().rate('y', 4);
    labels().skip('w');
    labels().skip('x');
    labels().rate('w', 1);
    labels().rate('w', 1); // says nothing new
    expect([scores(labels().current), labels().current?.skipped]).toEqual(['y:4 w:1', ['x']]);
    const mergers = labels().begin('mergers', 'examples', 4);
    labels().rateAll([
      { galaxyId: 'a', score: 5 },
      { galaxyId: 'b', score: 4 },
    ]);
    expect([labels().undo(), labels().undo()]).toEqual(['b', null]);
    expect(scores(labels().current)).toBe('');

    labels().choose(rings.key);
    expect(labels().undo()).toBe('w');
    expect([scores(labels().current), labels().current?.skipped]).toEqual(['y:4', ['w', 'x']]);
    expect(labels().undo()).toBe('x');
    expect(scores(labels().current)).toBe('x:5 y:4');
    expect([labels().undo(), labels().undo(), labels().undo(), labels().undo()]).toEqual([
      'w',
      'y',
      'x',
      null,
    ]);
    expect([labels().redo(), labels().redo()]).toEqual(['x', 'y']);
    labels().rename(rings.key, ' ring galaxies ');
    expect(labels().undo()).toBe('y');
    labels().rate('q', 2);
    expect(labels().redo()).toBeNull(); // another way was taken
    expect([labels().current?.name, scores(labels().current)]).toEqual(['ring galaxies', 'x:5 q:2']);

    labels().choose(mergers.key);
    expect(labels().redo()).toBe('b');
    expect(scores(labels().current)).toBe('a:5 b:4');
  });

  it('is refused where it means nothing', async () => {
    expect(() => labels().rate('x', 1)).toThrow('need a search to rate for; got none');
    labels().begin('rings', 'random', 3);
    for (const score of [-0.5, 5.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => labels().rate('x', score)).toThrow(`need a score of 0 to 5; got ${score}`);
    }
    expect(() => labels().rateAll([{ galaxyId: '', score: 1 }])).toThrow('need the id of a galaxy');
    expect(() => labels().begin(' ', 'random', 3)).toThrow('need a name');
    expect(() => labels().choose('k')).toThrow('got "k"');
    expect(labels().current?.ratings).toEqual([]);
    expect(() => visit().getState().begin('rings', 'random', 3)).toThrow('need an open catalogue');
  });
});

describe('searches', () => {
  it('are there again at the next visit, the last changed as the current one', async () => {
    const rings = labels().begin('rings', 'random', 3);
    labels().rate('x', 5);
    labels().begin('mergers', 'votes', 4);
    labels().rate('y', 5);
    labels().choose(rings.key);
    labels().skip('z');
    const before = labels();
    await settled();
    store = visit();
    await labels().open('a');
    expect(labels().searches).toEqual(before.searches);
    expect(labels().current).toEqual(before.current);
    expect(labels().undo()).toBeNull(); // only what was said in this visit
    await labels().open('b');
    expect([labels().searches, labels().current]).toEqual([[], null]);
  });

  it('come back after they were removed, with their steps', async () => {
    labels().begin('mergers', 'random', 4);
    const { key } = labels().begin('rings', 'random', 3);
    labels().rate('x', 5);
    const gone = labels().remove(key)!;
    expect(labels().current?.name).toBe('mergers');
    await settled();
    expect((await shelf.list('a')).items.map(each => each.name)).toEqual(['mergers']);
    labels().restore(gone);
    expect(labels().current).toEqual(gone);
    expect(labels().undo()).toBe('x');
    expect(labels().remove('of none')).toBeNull();
  });

  it('go back to their own catalogue when another was opened meanwhile', async () => {
    const gone = labels().remove(labels().begin('rings', 'random', 3).key)!;
    await labels().open('b');
    labels().restore(gone);
    expect(labels().searches).toEqual([]);
    await settled();
    expect((await shelf.list('a')).items).toEqual([gone]);
  });

  it('from elsewhere become ones of the open catalogue and leave the others alone', async () => {
    const original = labels().begin('rings', 'random', 3);
    await settled();
    await labels().open('b');
    labels().restore(original);
    expect(labels().current).toMatchObject({ name: 'rings', catalogue: 'b', seed: 3 });
    await settled();
    expect((await shelf.list('a')).items).toEqual([original]);
    expect((await shelf.list('b')).items.map(each => each.name)).toEqual(['rings']);
  });
});

/** A shelf whose writes end only when told, in whatever order. */
function slowShelf(inner: SearchShelf) {
  const pending: { label: string; end(failure?: Error): Promise<void> }[] = [];
  function hold(label: string, work: () => Promise<void>): Promise<void> {
    return new Promise((resolve, reject) => {
      pending.push({
        label,
        async end(failure) {
          pending.splice(
            pending.findIndex(each => each.label === label),
            1,
          );
          if (failure) reject(failure);
          else resolve(await work());
          await new Promise(next => setTimeout(next));
        },
      });
    });
  }
  const slow: SearchShelf = {
    ...inner,
    put: change => hold(`put ${change.search.name} ${scores(change.search)}`.trim(), () => inner.put(change)),
    remove: key => hold(`remove ${key}`, () => inner.remove(key)),
  };
  return { slow, pending, labels: () => pending.map(each => each.label) };
}

describe('writing', () => {
  it('sets out at once and is never overtaken', async () => {
    const { slow, pending, labels: under } = slowShelf(shelf);
    const inner = shelf;
    shelf = slow;
    store = visit();
    await labels().open('a');
    const { key } = labels().begin('rings', 'random', 3);
    expect(under()).toEqual(['put rings']);
    labels().rate('x', 5);
    labels().rate('y', 4);
    expect(under()).toEqual(['put rings']); // the next waits for its turn
    labels().begin('mergers', 'random', 3);
    expect(under()).toEqual(['put rings', 'put mergers']); // another search does not
    await pending[0].end();
    expect(under()).toEqual(['put mergers', 'put rings x:5 y:4']);
    labels().remove(key);
    expect(labels().saved).toBe('saving');
    await pending[1].end();
    expect(under()).toEqual(['put mergers', `remove ${key}`]);
    await pending[1].end();
    await pending[0].end();
    expect(labels().saved).toBe('yes');
    expect((await inner.list('a')).items.map(each => each.name)).toEqual(['mergers']);
  });

  it('is reported as soon as there is something to write', async () => {
    const states: [number, unknown][] = [];
    store.subscribe(({ current, saved }) => states.push([current?.ratings.length ?? 0, saved]));
    labels().begin('rings', 'random', 3);
    await settled();
    labels().rate('x', 5);
    expect(states.find(([count]) => count === 1)).toEqual([1, 'saving']);
    await settled();
    expect(states.at(-1)).toEqual([1, 'yes']);
  });

  it('does not wait for its turn where the page is closing, and still ends with the newest', async () => {
    const { slow, pending, labels: under } = slowShelf(shelf);
    const inner = shelf;
    shelf = slow;
    store = visit();
    await labels().open('a');
    labels().begin('rings', 'random', 3);
    labels().rate('x', 5);
    labels().flush();
    expect(under()).toEqual(['put rings', 'put rings x:5']);
    while (pending.length > 0) await pending[0].end();
    expect(labels().saved).toBe('yes');
    expect((await inner.list('a')).items.map(scores)).toEqual(['x:5']);
    labels().flush();
    expect(under()).toEqual([]);
  });

  it('that fails loses nothing and is made good by the next', async () => {
    const { slow, pending, labels: under } = slowShelf(shelf);
    const inner = shelf;
    shelf = slow;
    store = visit();
    await labels().open('a');
    labels().begin('rings', 'random', 3);
    labels().rate('x', 5);
    await pending[0].end(new DOMException('no room', 'QuotaExceededError'));
    await pending[0].end(new DOMException('no room', 'QuotaExceededError'));
    expect(labels().saved).toEqual({ failure: expect.stringMatching(/disk .* is full; .* export them/) });
    await labels().open('b');
    await labels().open('a');
    expect(scores(labels().current)).toBe('x:5'); // held, though the shelf has it not
    labels().begin('mergers', 'random', 3);
    expect(under().sort()).toEqual(['put mergers', 'put rings x:5']);
    await pending[0].end();
    expect(labels().saved).toBe('saving');
    await pending[0].end(new Error('The disk was pulled out.'));
    expect(labels().saved).toEqual({
      failure:
        'Your ratings could not be saved (The disk was pulled out): export them before you close the page.',
    });
    labels().rate('y', 1);
    while (pending.length > 0) await pending[0].end();
    expect(labels().saved).toBe('yes');
    expect((await inner.list('a')).items.map(scores).sort()).toEqual(['x:5', 'y:1']);
  });

  it('that never works leaves the visit as it is', async () => {
    const refuse = () => Promise.reject(new Error('a private window keeps nothing'));
    shelf = { list: refuse, listAll: refuse, put: refuse, remove: refuse, watch: () => () => undefined };
    store = visit();
    await labels().open('a');
    expect(labels().saved).toEqual({
      failure: expect.stringContaining('could not be read (a private window'),
    });
    labels().begin('rings', 'random', 3);
    labels().rate('x', 5);
    await settled();
    expect(labels().saved).toEqual({ failure: expect.stringContaining('could not be saved (a private') });
    await labels().open('a');
    expect(scores(labels().current)).toBe('x:5');
  });
});

describe('opening', () => {
  it('the same catalogue again brings what another tab changed, and leaves the rest as it is', async () => {
    labels().begin('rings', 'random', 1);
    labels().rate('x', 1);
    const { key } = labels().begin('mergers', 'random', 1);
    labels().rate('y', 2);
    await settled();
    const before = labels();
    await labels().open('a');
    expect(labels().searches.map(each => before.searches.includes(each))).toEqual([true, true]);
    expect(labels().current).toBe(before.current);

    const other = visit();
    await other.getState().open('a');
    other.getState().rate('z', 3);
    await new Promise(resolve => setTimeout(resolve));
    await labels().open('a');
    expect(scores(labels().current)).toBe('y:2 z:3');
    expect(labels().undo()).toBe('y');
    expect(scores(labels().current)).toBe('z:3'); // not what the other tab said
    labels().choose(before.searches[1].key);
    expect([labels().current?.key === key, labels().undo()]).toEqual([false, 'x']);
  });

  it('says that it reads until all are there, and not where those of the same catalogue are read again', async () => {
    labels().begin('rings', 'random', 1);
    await settled();
    const reopened = visit();
    const opening = reopened.getState().open('a');
    expect([reopened.getState().reading, reopened.getState().current]).toEqual([true, null]);
    await opening;
    expect([reopened.getState().reading, reopened.getState().current?.name]).toEqual([false, 'rings']);
    const again = reopened.getState().open('a');
    expect(reopened.getState().reading).toBe(false);
    await again;
  });

  it('ends where the searches cannot be read', async () => {
    shelf.list = () => Promise.reject(new Error('no disk'));
    const reopened = visit();
    await reopened.getState().open('a');
    expect([reopened.getState().reading, reopened.getState().saved]).toEqual([
      false,
      { failure: expect.stringContaining('no disk') },
    ]);
  });

  it('another catalogue while the first is read mixes nothing', async () => {
    const inner = shelf;
    const answers = new Map<string, () => void>();
    for (const [name, key, catalogue] of [
      ['of a', 'p', 'a'],
      ['of b', 'q', 'b'],
    ]) {
      const search = { ...labels().begin(name, 'random', 1), key, catalogue };
      await inner.put({ search, galaxies: [], renamed: false });
    }
    await settled();
    shelf = {
      ...inner,
      list: async catalogue => {
        await new Promise<void>(resolve => answers.set(catalogue, resolve));
        return inner.list(catalogue);
      },
    };
    store = visit();
    const first = labels().open('a');
    const second = labels().open('b');
    expect(labels().searches).toEqual([]);
    const begun = labels().begin('begun while b is read', 'random', 1);
    answers.get('b')?.();
    await second;
    answers.get('a')?.();
    await first;
    expect(labels().catalogue).toBe('b');
    expect(labels().searches.map(each => each.name)).toEqual(['begun while b is read', 'of b']);
    expect(labels().current).toEqual(begun);
  });
});

describe('two tabs', () => {
  /** Two visits at once over one shelf, each told of what the other writes. */
  async function twoTabs(): Promise<LabelsStore[]> {
    const watchers: (() => void)[] = [];
    const tabs = [0, 1].map(tab => {
      const tell = () => watchers[1 - tab]?.();
      const ofTab: SearchShelf = {
        ...shelf,
        put: change => shelf.put(change).then(tell),
        remove: key => shelf.remove(key).then(tell),
        watch(told) {
          watchers[tab] = told;
          return () => undefined;
        },
      };
      return createLabelsStore(
        ofTab,
        () => ++timeMs,
        () => `key ${++keys}`,
      );
    });
    for (const tab of tabs) await tab.getState().open('a');
    return tabs;
  }

  const quiet = () => new Promise(resolve => setTimeout(resolve, 5));

  it('keep every rating of both, and what one takes back stays taken back', async () => {
    const [first, second] = await twoTabs();
    first.getState().begin('rings', 'random', 1);
    await quiet();
    expect(second.getState().current?.name).toBe('rings');
    for (const [id, score] of [
      ['a', 1],
      ['b', 2],
      ['c', 3],
    ] as const) {
      first.getState().rate(id, score); // both at once: neither has heard of the other
      second.getState().rate(`${id}2`, score);
      if (id === 'b') await quiet();
    }
    second.getState().rate('a', 5); // the later action
    await quiet();
    const [{ ratings, skipped }] = (await shelf.list('a')).items;
    const stored = Object.fromEntries(ratings.map(({ galaxyId, score }) => [galaxyId, score]));
    expect(stored).toEqual({ a: 5, b: 2, c: 3, a2: 1, b2: 2, c2: 3 });
    for (const tab of [first, second]) expect(tab.getState().current).toMatchObject({ ratings, skipped });

    second.getState().undo();
    second.getState().undo();
    first.getState().skip('b');
    await quiet();
    const kept = (await shelf.list('a')).items[0];
    expect(Object.fromEntries(kept.ratings.map(({ galaxyId, score }) => [galaxyId, score]))).toEqual({
      a: 1,
      c: 3,
      a2: 1,
      b2: 2,
    });
    expect(kept.skipped).toEqual(['b']);
    for (const tab of [first, second]) {
      expect(scores(tab.getState().current)).toBe(scores(kept));
      expect(tab.getState().current?.skipped).toEqual(['b']);
    }
  });

  it('keep a new name given in one and a rating given in the other', async () => {
    const [first, second] = await twoTabs();
    const { key } = first.getState().begin('rings', 'random', 1);
    await quiet();
    first.getState().rename(key, 'ring galaxies');
    second.getState().rate('x', 4);
    await quiet();
    for (const tab of [first, second]) {
      expect([tab.getState().current?.name, scores(tab.getState().current)]).toEqual([
        'ring galaxies',
        'x:4',
      ]);
    }
  });

  it('see a search go that one removes, and have it back whole where the other rates on', async () => {
    const [first, second] = await twoTabs();
    const { key } = first.getState().begin('rings', 'random', 1);
    first.getState().rate('x', 4);
    await quiet();
    second.getState().remove(key);
    first.getState().rate('y', 2); // before it heard of it
    await quiet();
    for (const tab of [first, second]) expect(scores(tab.getState().current)).toBe('x:4 y:2');
  });

  it('keep showing every rating while the list is read', async () => {
    const [, second] = await twoTabs();
    second.getState().begin('rings', 'random', 1);
    await quiet();
    const inner = { ...shelf };
    let answer = () => {};
    shelf.list = async catalogue => {
      const listed = await inner.list(catalogue);
      await new Promise<void>(resolve => {
        answer = resolve;
      });
      return listed;
    };
    const slow = visit();
    const opening = slow.getState().open('a');
    await quiet();
    answer();
    await opening;
    const again = slow.getState().open('a');
    await quiet(); // it was read without the rating
    slow.getState().rate('x', 4);
    await quiet(); // it is written before the reading ends
    answer();
    await again;
    expect(scores(slow.getState().current)).toBe('x:4');
  });
});

it('says how many records were set aside, and opens the others', async () => {
  const inner = shelf;
  shelf = { ...inner, list: async catalogue => ({ ...(await inner.list(catalogue)), setAside: 2 }) };
  labels().begin('rings', 'random', 1);
  await settled();
  store = visit();
  await labels().open('a');
  expect([labels().setAside, labels().searches.length]).toEqual([2, 1]);
});
