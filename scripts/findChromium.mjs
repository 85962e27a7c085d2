/** Finds a Chromium for the browser tests: the system's, or else playwright's own; as root on Debian it installs one. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const systemPaths = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** @returns path of an executable, or undefined */
export async function findChromium() {
  const asked = process.env.CHROMIUM_PATH;
  if (asked && existsSync(asked)) return asked;
  const system = systemPaths.find(existsSync);
  if (system) return system;
  const { chromium } = await import('playwright-core');
  const own = chromium.executablePath();
  return own && existsSync(own) ? own : undefined;
}

/** Like findChromium, but installs Debian's package where that is allowed, and exits with a sentence where it is not. */
export async function needChromium() {
  const found = await findChromium();
  if (found) return found;
  if (process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('Installing Chromium for the browser tests …');
    const run = args => spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
    const environment = { DEBIAN_FRONTEND: 'noninteractive' };
    Object.assign(process.env, environment);
    if (run(['update', '-q']) && run(['install', '-y', '-q', '--no-install-recommends', 'chromium'])) {
      const installed = await findChromium();
      if (installed) return installed;
    }
  }
  console.error(
    'The browser tests need Chromium and none was found: install your system\'s "chromium" package or Google Chrome, ' +
      'run "npx playwright install chromium", or set CHROMIUM_PATH to an executable.',
  );
  process.exit(1);
}
