import { MessageChannel } from 'node:worker_threads';
import type { JobPort, Progress } from '../src/contracts/job.ts';

/** The worker's end of a job whose progress is shown here. */
export function nodeJobPort(show: (progress: Progress) => void): JobPort {
  const { port1, port2 } = new MessageChannel();
  port1.on('message', (message: { kind: 'progress'; progress: Progress }) => show(message.progress));
  port1.unref(); // a port that listens would keep the process alive
  return port2 as unknown as JobPort;
}
