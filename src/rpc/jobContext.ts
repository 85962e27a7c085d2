import type { JobPort, Progress } from '../contracts/job.ts';
import type { JobMessage } from './jobPort.ts';
import { quietJobs } from './quietJobs.ts';

/**
 * What a worker's loop sees of its job. Each call is a sign that it is at work; a loop that gives none for the limit of
 * `pulse.ts`, 30 s, counts as crashed.
 */
export interface JobContext {
  /** Tells the caller how far the job is; does nothing where the call has no port. */
  report(progress: Progress): void;
  /** Lets messages in (a cancel, another call), then throws an AbortError if this job was cancelled. */
  breathe(): Promise<void>;
}

/** A turn of the event loop in which messages are delivered; unlike setTimeout it is not slowed to 4 ms. */
function turn(): Promise<void> {
  return new Promise(resolve => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/**
 * Runs a worker's loop as a job: its progress is sent through the port, and a cancel makes the next `breathe` throw.
 *
 * @param port absent for calls nobody watches: the loop still breathes, and there is no limit to its silence
 * @param limits for how many times the usual limit it may give no sign: `limitsToWait` where it waits for a device, a file
 * or the network. Default 1
 */
export async function serveJob<T>(
  port: JobPort | undefined,
  loop: (job: JobContext) => Promise<T>,
  limits = 1,
): Promise<T> {
  let cancelled = false;
  const signs = port && quietJobs.begin(limits);
  if (port) {
    port.onmessage = (event: MessageEvent<JobMessage>) => {
      if (event.data.kind === 'cancel') cancelled = true;
    };
  }
  try {
    return await loop({
      report(progress) {
        signs?.give();
        port?.postMessage({ kind: 'progress', progress } satisfies JobMessage);
      },
      async breathe() {
        signs?.give();
        await turn();
        if (cancelled) throw new DOMException('The job was cancelled.', 'AbortError');
      },
    });
  } finally {
    signs?.end();
    port?.close();
  }
}
