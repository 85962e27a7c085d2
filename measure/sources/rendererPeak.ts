import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';

/** Most resident memory any renderer of the browser had, its workers included, in MB of 1,000,000 bytes. */
export async function rendererPeakMb(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const peaks = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(({ id }) => {
      const line = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${id}/status`, 'utf8'));
      return line ? (Number(line[1]) * 1024) / 1e6 : 0;
    });
  return Math.max(...peaks);
}
