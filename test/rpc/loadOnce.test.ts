import { describe, expect, it, vi } from 'vitest';
import { loadOnce } from '../../src/rpc/loadOnce.ts';

describe('loadOnce', () => {
  it('loads nothing before the first call, and once for all calls', async () => {
    const load = vi.fn(async () => ({ name: 'store' }));
    const open = loadOnce(load);
    expect(load).not.toHaveBeenCalled();
    const [first, second] = await Promise.all([open(), open()]);
    expect(second).toBe(first);
    expect(await open()).toBe(first);
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('gives the same promise while it loads and after, as React’s `use` asks', async () => {
    const open = loadOnce(async () => 1);
    const promise = open();
    expect(open()).toBe(promise);
    await promise;
    expect(open()).toBe(promise);
  });

  it('forgets a failed try: all who waited hear of it, the next call tries again', async () => {
    let online = false;
    const load = vi.fn(async () => {
      if (!online) throw new Error('the code did not come');
      return 'store';
    });
    const open = loadOnce(load);
    const waiting = [open(), open()];
    await expect(waiting[0]).rejects.toThrow('did not come');
    await expect(waiting[1]).rejects.toThrow('did not come');
    await expect(open()).rejects.toThrow('did not come');
    online = true;
    expect(await open()).toBe('store');
    expect(load).toHaveBeenCalledTimes(3);
  });

  it('treats an error thrown at once like a rejection', async () => {
    let calls = 0;
    const open = loadOnce(() => {
      if (++calls === 1) throw new Error('thrown');
      return Promise.resolve(calls);
    });
    await expect(open()).rejects.toThrow('thrown');
    expect(await open()).toBe(2);
  });
});
