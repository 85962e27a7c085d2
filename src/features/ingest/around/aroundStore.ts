import { createStore, type StoreApi } from 'zustand/vanilla';
import { askTap, type TapAnswer } from '../../../data/tap/askTap.ts';
import type { TapService } from '../../../data/tap/tapServices.ts';
import { runJob } from '../../../session/runJob.ts';
import type { Session } from '../../../session/session.ts';

interface AroundParts {
  session: Session;
  /** Default: asks the services; tests hand in another. */
  ask?: typeof askTap;
}

/** What a person asks. */
interface AroundQuestion {
  service: TapService;
  adql: string;
  mostRows: number;
  /** "around 202.4696 +47.1953", for the name of the catalogue. */
  where: string;
}

interface AroundState {
  /** The job under way. */
  job: number | null;
  /** The last answer; `answer` null where it had no rows. */
  found: { question: AroundQuestion; answer: TapAnswer | null } | null;
  failure: string | null;
  /** Asks a service. Never rejects. */
  ask(question: AroundQuestion): Promise<void>;
  stop(): void;
}

/** Store of a question to a catalogue of the sky. */
export type AroundStore = StoreApi<AroundState>;

/** Asks catalogues of the sky only when a person does. */
export function createAroundStore({ session, ask = askTap }: AroundParts): AroundStore {
  return createStore<AroundState>((set, get) => ({
    job: null,
    found: null,
    failure: null,
    async ask(question) {
      if (get().job !== null) return;
      const { service, adql, mostRows, where } = question;
      const name = `${service.title} ${where}`.replace(/[^\p{L}\p{N}+\-.]+/gu, ' ');
      const end = await runJob(
        session.jobs,
        `Ask ${service.title}`,
        ({ signal }) => ask(service, adql, { name, mostRows, signal }),
        { onStart: job => set({ job, found: null, failure: null }) },
      );
      set({ job: null });
      if (end.outcome === 'done') set({ found: { question, answer: end.value } });
      if (end.outcome === 'failed') set({ failure: end.failure });
    },
    stop() {
      const { job } = get();
      if (job !== null) session.jobs.getState().cancel(job);
    },
  }));
}
