import { describe, expect, it } from 'vitest';
import type { TileTeam, TileWork } from '../../../src/kernels/graph/tileTeam.ts';
import { withTileCrew } from '../../../workers/layout/tileCrew.ts';

/** Helpers that only keep what they are sent. */
function fakeHelpers() {
  const opened: { sent: unknown[]; ended: boolean; fail: () => void }[] = [];
  const open = () => {
    const listeners: (() => void)[] = [];
    const helper = {
      sent: [] as unknown[],
      ended: false,
      fail: () => {
        for (const tell of listeners) tell();
      },
    };
    opened.push(helper);
    return {
      postMessage: (message: unknown) => void helper.sent.push(message),
      terminate: () => {
        helper.ended = true;
      },
      addEventListener: (_: string, listener: unknown) => void listeners.push(listener as () => void),
    } as unknown as Worker;
  };
  return { opened, open };
}

const work = {} as TileWork;

describe('the crew of a search', () => {
  it('has a thread for each core but one, sends them the work and ends them', async () => {
    const { opened, open } = fakeHelpers();
    const search = async (team?: TileTeam) => {
      team?.share(work);
      return 7;
    };
    expect(await withTileCrew(search, { cores: 4, open })).toBe(7);
    expect(opened.map(({ sent, ended }) => [sent, ended])).toEqual(Array(3).fill([[work], true]));
  });

  it('is nobody on one core, and outside an isolated page', async () => {
    const { opened, open } = fakeHelpers();
    expect(await withTileCrew(async team => team, { cores: 1, open })).toBeUndefined();
    expect(await withTileCrew(async team => team, { open })).toBeUndefined(); // Node is no such page
    expect(opened).toHaveLength(0);
  });

  it('is done without where a thread is lost, and ends with a failed search', async () => {
    const { opened, open } = fakeHelpers();
    const teams: (TileTeam | undefined)[] = [];
    const search = async (team?: TileTeam) => {
      teams.push(team);
      if (team) opened[0].fail();
      team?.check();
      return 'found';
    };
    expect(await withTileCrew(search, { cores: 2, open })).toBe('found');
    expect(teams.map(Boolean)).toEqual([true, false]);
    const broken = () => Promise.reject(new Error('no such matrix'));
    await expect(withTileCrew(broken, { cores: 2, open })).rejects.toThrow('no such matrix');
    expect(opened.every(({ ended }) => ended)).toBe(true);
  });
});
