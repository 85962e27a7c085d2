import type { Browser, Page } from 'playwright-core';

/** An event of Chrome's trace format, as far as it is read here; times in microseconds. */
interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  dur?: number;
  /** Processor time of its thread within it. */
  tdur?: number;
  args?: { name?: string };
}

/** The longest task of a page's main thread. */
interface LongestTask {
  /** Of the task that took the processor longest: what other programs on the machine took is not in it. */
  processorMs: number;
  /** From beginning to end of the one that lasted longest. */
  wallMs: number;
}

/** Traces a page's tasks from now on. @returns a function that ends this and tells the longest */
export async function traceTasks(browser: Browser, page: Page): Promise<() => Promise<LongestTask>> {
  await browser.startTracing(page, { categories: ['toplevel'] });
  return async () => longestTask(JSON.parse((await browser.stopTracing()).toString()).traceEvents);
}

function longestTask(events: readonly TraceEvent[]): LongestTask {
  const mains = new Set<string>();
  const threadOf = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
  for (const event of events)
    if (event.name === 'thread_name' && event.args?.name === 'CrRendererMain') mains.add(threadOf(event));
  let processor = 0;
  let wall = 0;
  for (const event of events) {
    if (event.ph !== 'X' || !event.name.endsWith('::RunTask') || !mains.has(threadOf(event))) continue;
    processor = Math.max(processor, event.tdur ?? 0);
    wall = Math.max(wall, event.dur ?? 0);
  }
  if (wall === 0) throw new Error('need tasks of the main thread in the trace; got none');
  return { processorMs: processor / 1000, wallMs: wall / 1000 };
}
