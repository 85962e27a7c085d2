import { describe, expect, it } from 'vitest';
import { RecentBytes } from '../../../src/data/bytes/recentBytes.ts';

describe('recently used values', () => {
  it('are held up to a number of bytes, the least recently used leaving first', async () => {
    const recent = new RecentBytes<string>(10, value => value.length);
    const made: string[] = [];
    const get = (key: string) =>
      recent.get(key, async () => {
        made.push(key);
        return key.repeat(4);
      });
    await get('a');
    await get('b');
    await get('a');
    await get('c'); // 12 bytes: b goes
    await get('a');
    await get('b');
    expect(made).toEqual(['a', 'b', 'c', 'b']);
  });

  it('are made once for all who ask meanwhile, and failures are not kept', async () => {
    const recent = new RecentBytes<number>(10, () => 1);
    let calls = 0;
    const make = async () => ++calls;
    expect(await Promise.all([recent.get('a', make), recent.get('a', make)])).toEqual([1, 1]);
    const fail = () => Promise.reject(new Error('no'));
    await expect(recent.get('b', fail)).rejects.toThrow('no');
    expect(await recent.get('b', make)).toBe(2);
  });

  it('keep a value that alone is too large, until the next comes', async () => {
    const recent = new RecentBytes<string>(2, value => value.length);
    await recent.get('a', async () => 'large');
    let again = 0;
    await recent.get('a', async () => `${++again}`);
    expect(again).toBe(0);
    await recent.get('b', async () => 'b');
    await recent.get('a', async () => `${++again}`);
    expect(again).toBe(1);
  });
});
