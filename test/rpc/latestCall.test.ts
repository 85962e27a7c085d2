import { describe, expect, it } from 'vitest';
import { createLatestCall } from '../../src/rpc/latestCall.ts';

/** Calls that end when the test says so, and what was told of them. */
function start() {
  const told: string[] = [];
  const calls: { signal: AbortSignal; end(value: string): void; fail(error: Error): void }[] = [];
  const latest = createLatestCall<string>({
    done: value => told.push(value),
    failed: error => told.push(`failed: ${(error as Error).message}`),
  });
  const call = (signal: AbortSignal) =>
    new Promise<string>((end, fail) => {
      calls.push({ signal, end, fail });
    });
  return { latest, call, calls, told };
}

const turn = () => new Promise(resolve => setTimeout(resolve));

describe('createLatestCall', () => {
  it('reports a result and a failure', async () => {
    const { latest, call, calls, told } = start();
    latest.now(call);
    calls[0].end('a');
    await turn();
    latest.now(call);
    calls[1].fail(new Error('no'));
    await turn();
    expect(told).toEqual(['a', 'failed: no']);
  });

  it('cancels the call before and ignores what it still says', async () => {
    const { latest, call, calls, told } = start();
    latest.now(call);
    latest.now(call);
    expect(calls.map(each => each.signal.aborted)).toEqual([true, false]);
    calls[0].end('former');
    await turn();
    calls[1].end('latter');
    await turn();
    expect(told).toEqual(['latter']);
  });

  it('never reports the failure of a call that was superseded or cancelled', async () => {
    const { latest, call, calls, told } = start();
    latest.now(call);
    latest.now(call);
    calls[0].fail(new Error('late'));
    latest.cancel();
    expect(calls[1].signal.aborted).toBe(true);
    calls[1].fail(new Error('later'));
    await turn();
    expect(told).toEqual([]);
  });

  it('makes a patient call once the one under way has ended, and only the last of several', async () => {
    const { latest, call, calls, told } = start();
    const made: string[] = [];
    const named = (name: string) => (signal: AbortSignal) => {
      made.push(name);
      return call(signal);
    };
    latest.afterwards(named('first'));
    latest.afterwards(named('second'));
    latest.afterwards(named('third'));
    expect(made).toEqual(['first']);
    expect(calls[0].signal.aborted).toBe(false);
    calls[0].end('1');
    await turn();
    expect(made).toEqual(['first', 'third']);
    calls[1].end('3');
    await turn();
    expect(told).toEqual(['1', '3']);
  });

  it('makes a patient call also after a failure, and none after a cancel or an impatient one', async () => {
    const { latest, call, calls } = start();
    latest.now(call);
    latest.afterwards(call);
    calls[0].fail(new Error('no'));
    await turn();
    expect(calls).toHaveLength(2);
    latest.afterwards(call);
    latest.cancel();
    await turn();
    expect(calls).toHaveLength(2);
    latest.now(call);
    latest.afterwards(call);
    latest.now(call);
    calls[3].end('x');
    await turn();
    expect(calls).toHaveLength(4);
  });
});
