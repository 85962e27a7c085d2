interface LatestCallHooks<T> {
  done(result: T): void;
  /** Never called for a call that was cancelled or superseded. */
  failed(error: unknown): void;
}

/** One kind of call of which only the latest counts. */
interface LatestCall<T> {
  /** Cancels the call under way, ignores its result, and makes this one. */
  now(call: (signal: AbortSignal) => Promise<T>): void;
  /** Makes this call once the one under way has ended, so that a stream of small changes never starves it. */
  afterwards(call: (signal: AbortSignal) => Promise<T>): void;
  cancel(): void;
}

/** For answers that are out of date once the question changes: the hooks are called for the latest call only. */
export function createLatestCall<T>(hooks: LatestCallHooks<T>): LatestCall<T> {
  type Call = (signal: AbortSignal) => Promise<T>;
  let running: AbortController | null = null;
  let next: Call | null = null;

  function start(call: Call): void {
    running?.abort();
    const mine = new AbortController();
    running = mine;
    next = null;
    const end = (tell: () => void) => {
      if (running !== mine) return; // a later call has taken its place
      running = null;
      tell();
      if (next && !running) start(next);
    };
    call(mine.signal).then(
      result => end(() => hooks.done(result)),
      (error: unknown) => end(() => hooks.failed(error)),
    );
  }

  return {
    now: start,
    afterwards(call) {
      if (running) next = call;
      else start(call);
    },
    cancel() {
      running?.abort();
      running = null;
      next = null;
    },
  };
}
