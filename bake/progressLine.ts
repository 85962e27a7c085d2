import type { Progress } from '../src/contracts/job.ts';

/** Shows progress as one line on the standard error, rewritten in place on a terminal, now and then in a log. */
export class ProgressLine {
  private lastMs = Number.NEGATIVE_INFINITY;
  private startMs = 0;
  private phase = '';
  private open = false;

  constructor(private readonly clock: () => number) {}

  show({ phase, done, total, unit }: Progress): void {
    const now = this.clock();
    if (phase !== this.phase) {
      this.end();
      this.phase = phase;
      this.startMs = now;
      this.lastMs = Number.NEGATIVE_INFINITY;
    }
    const terminal = process.stderr.isTTY === true;
    const everyMs = terminal ? 200 : 10_000; // a log needs no more than a line every ten seconds
    if (now - this.lastMs < everyMs && !(total > 0 && done >= total)) return;
    this.lastMs = now;
    const rate = done / ((now - this.startMs) / 1000);
    const pace = done > 0 && Number.isFinite(rate) ? `, ${rate.toPrecision(3)} a second` : '';
    const line = `${phase}: ${done}${total > 0 ? ` of ${total}` : ''} ${unit}${pace}`;
    process.stderr.write(terminal ? `\r\x1b[K${line}` : `${line}\n`);
    this.open = terminal;
  }

  /** A sentence on a line of its own. */
  say(sentence: string): void {
    this.end();
    process.stderr.write(`${sentence}\n`);
  }

  /** Leaves the line that is being rewritten. */
  end(): void {
    if (this.open) process.stderr.write('\n');
    this.open = false;
  }
}
