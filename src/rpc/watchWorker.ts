import { limitsToLoad, type PulseMessage, pulseOf } from './pulse.ts';

/** Knows whether a worker still answers and whether its jobs make progress. The worker is asked only while calls are under way. */
interface WorkerWatch {
  /** Counts a call as under way until it settles. */
  during(call: Promise<unknown>): void;
  /** Whether the worker's script has ever answered. */
  loaded(): boolean;
  end(): void;
}

const pingsPerLimit = 6; // a few late timers do not count as silence

/**
 * Pings a worker while it has calls under way. Silence is counted in unanswered pings, not by the clock: a machine that
 * slept, or a window that froze, is not the worker's fault.
 *
 * @param limitMs how long it may give no answer, or a job in it give no sign, in milliseconds; three times that until its
 * script has loaded
 * @param onSilent told that it has been silent for longer, and in which way: "it did not answer any more"
 */
export function watchWorker(worker: Worker, limitMs: number, onSilent: (why: string) => void): WorkerWatch {
  let underWay = 0;
  let unanswered = 0;
  let loaded = false;
  let ended = false;
  const everyMs = limitMs / pingsPerLimit;
  let timer: ReturnType<typeof setInterval> | null = null;

  worker.addEventListener('message', ({ data }: MessageEvent) => {
    unanswered = 0;
    const message = pulseOf(data);
    loaded ||= message !== null;
    if (message?.pulse !== 'pong' || message.quietMs < limitMs || timer === null) return;
    stop();
    onSilent('it stood still in the middle of its work');
  });

  function stop(): void {
    if (timer !== null) clearInterval(timer);
    timer = null;
  }

  function ask(): void {
    const most = pingsPerLimit * (loaded ? 1 : limitsToLoad);
    if (unanswered >= most) {
      stop();
      onSilent('it did not answer any more');
      return;
    }
    unanswered++;
    worker.postMessage({ pulse: 'ping', everyMs } satisfies PulseMessage);
  }

  function settled(): void {
    if (--underWay === 0) stop();
  }

  return {
    during(call) {
      if (underWay++ === 0 && !ended) {
        unanswered = 0;
        timer = setInterval(ask, everyMs);
      }
      call.then(settled, settled);
    },
    loaded: () => loaded,
    end() {
      ended = true;
      stop();
    },
  };
}
