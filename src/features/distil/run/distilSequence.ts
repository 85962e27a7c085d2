import type { DistilRequest } from '../../../contracts/distillation/distil.ts';
import { sentenceOf } from '../../../session/notices.ts';
import { readCuratedSet } from '../curate/readCuratedSet.ts';
import type { DistilContext } from './distilContext.ts';
import { judgePrototypes } from './judgePrototypes.ts';
import { matchPrototypes } from './matchPrototypes.ts';
import type { RunClients } from './runClients.ts';
import type { DistilSequence } from './runState.ts';
import { trainExperts } from './trainExperts.ts';

/**
 * One distillation from the choice of galaxies to the judged prototypes. Its steps, each a job and a file of its own:
 *
 * 1. Curate: read the pixels of the chosen galaxies (curate/readCuratedSet).
 * 2. Train experts: networks taught by all those galaxies, which the matching follows; DM needs none (trainExperts).
 * 3. Match: iterations that form the prototypes, shown every two seconds (matchPrototypes).
 * 4. Judge: fresh networks taught by the prototypes and by what they have to beat, when the person asks (judgePrototypes).
 * 5. Keep: the worker writes every ten seconds, at each pause, where the page goes and at the end of each step; here it is ended.
 *
 * @param show puts a run on show
 * @param kept called when what is kept has changed
 */
export function createDistilSequence(
  clients: RunClients,
  context: DistilContext,
  show: (request: DistilRequest) => void,
  kept: () => Promise<void>,
): DistilSequence {
  async function form(): Promise<void> {
    await alone(async () => {
      if (await trainExperts(context)) await matchPrototypes(context);
      await keep();
    });
  }

  /** Works on the run on show while no other tab does; where one does, that is told on the run. */
  async function alone(work: () => Promise<void>): Promise<void> {
    const run = context.open();
    if (!run) return;
    const { key, title } = run.request;
    let began = false;
    try {
      await clients.locks.hold(key, title, () => {
        began = true;
        return work();
      });
    } catch (error) {
      if (began) throw error;
      context.change(key, { failure: sentenceOf(error) });
    }
  }

  async function keep(): Promise<void> {
    context.client.end();
    await kept();
  }

  async function begin(request: DistilRequest): Promise<void> {
    needResting(context);
    context.client.take(request.key, request);
    show(request);
    await form();
  }

  /** True if the run on show rests, and is the client's. */
  function taken(): boolean {
    const run = context.open();
    if (run?.step !== 'resting') return false;
    context.client.take(run.request.key);
    return true;
  }

  return {
    async distil(chosen) {
      const request = await readCuratedSet(clients, chosen);
      if (!request) return false;
      void begin(request);
      return true;
    },
    begin,
    async goOn() {
      if (taken()) await form();
    },
    async judge() {
      if (!taken()) return;
      await alone(async () => {
        await judgePrototypes(context);
        await keep();
      });
    },
  };
}

/** @throws Error where the run on show is being worked on */
export function needResting({ open }: Pick<DistilContext, 'open'>): void {
  const run = open();
  if (run && run.step !== 'resting') {
    throw new Error(`Stop “${run.request.title}” first: it keeps what there is.`);
  }
}
