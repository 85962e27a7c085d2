import { limitsToLoad, type PulseMessage, pulseOf } from './pulse.ts';

/** Knows whether a worker still answers. It is asked only while calls are under way. */
interface WorkerWatch {
  /** Counts a call as under way until it settles. */
  during(call: Promise<unknown>): void;
  /** Whether the worker's script has ever answered. */
  loaded(): boolean;
  end(): void;
}

const pingsPerLimit = 6; // a few late timers are not yet silence

/**
 * Pings a worker while it has calls under way. Silence is counted in unanswered pings, not by the clock: a machine that
 * slept, or a window that froze, is no fault of the worker's.
 *
 * @param limitMs how long it may answer nothing, in milliseconds; three times that until its script has loaded
 * @param onSilent told once that it has been silent for longer
 */
export function watchWorker(worker: Worker, limitMs: number, onSilent: () => void): WorkerWatch {
  let underWay = 0;
  let unanswered = 0;
  let loaded = false;
  let ended = false;
  let timer: ReturnType<typeof setInterval> | null = null;

  worker.addEventListener('message', ({ data }: MessageEvent) => {
    unanswered = 0;
    loaded ||= pulseOf(data) !== null;
  });

  function stop(): void {
    if (timer !== null) clearInterval(timer);
    timer = null;
  }

  function ask(): void {
    const most = pingsPerLimit * (loaded ? 1 : limitsToLoad);
    if (unanswered >= most) {
      stop();
      onSilent();
      return;
    }
    unanswered++;
    worker.postMessage({ pulse: 'ping' } satisfies PulseMessage);
  }

  function settled(): void {
    if (--underWay === 0) stop();
  }

  return {
    during(call) {
      if (underWay++ === 0 && !ended) {
        unanswered = 0;
        timer = setInterval(ask, limitMs / pingsPerLimit);
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
