import { expect, it } from 'vitest';
import { createPendingDeletions, undoForMs } from '../../src/session/pendingDeletions.ts';

/** Deletions on a clock of their own. */
function start() {
  const due: { run: () => void; atMs: number }[] = [];
  let nowMs = 0;
  const deleted: string[] = [];
  const pending = createPendingDeletions((run, milliseconds) =>
    due.push({ run, atMs: nowMs + milliseconds }),
  );
  return {
    pending,
    deleted,
    remove: (key: string) => pending.add(key, () => deleted.push(key)),
    wait(milliseconds: number) {
      nowMs += milliseconds;
      for (const each of due.splice(0)) {
        if (each.atMs <= nowMs) each.run();
        else due.push(each);
      }
    },
  };
}

it('deletes after ten seconds, and not before', () => {
  const { pending, deleted, remove, wait } = start();
  remove('a');
  expect(pending.has('a')).toBe(true);
  wait(undoForMs - 1);
  expect(deleted).toEqual([]);
  wait(1);
  expect(deleted).toEqual(['a']);
  expect(pending.has('a')).toBe(false);
  expect(pending.restore('a')).toBe(false);
});

it('keeps what was restored', () => {
  const { pending, deleted, remove, wait } = start();
  remove('a');
  expect(pending.restore('a')).toBe(true);
  wait(undoForMs);
  expect(deleted).toEqual([]);
});

it('gives what is deleted a second time its full ten seconds', () => {
  const { pending, deleted, remove, wait } = start();
  remove('a');
  wait(6000);
  pending.restore('a');
  remove('a');
  wait(6000); // the first deletion's time is over
  expect(deleted).toEqual([]);
  expect(pending.restore('a')).toBe(true);
});
