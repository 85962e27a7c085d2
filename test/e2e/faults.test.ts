import { expect, it } from 'vitest';
import { runCells } from '../../measure/faults/runCells.ts';

/** A part of `npm run faults`: what is rated outlives a crash and a killed browser, and a worker that is gone leaves nobody waiting. */
it('loses nothing and is never stuck', async () => {
  const said: string[] = [];
  const { cells, totals } = await runCells({
    seed: 1,
    tries: 1,
    only: ['rating/crash', 'rating/sigkill', 'rating/terminate-anomalies', 'opening/terminate-ingest'],
    say: line => said.push(line),
  });
  expect(Object.keys(cells)).toHaveLength(4);
  expect(totals, said.join('\n')).toEqual({ tries: 4, lost: 0, silent: 0, stuck: 0 });
});
