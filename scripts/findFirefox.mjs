import { accessSync, constants } from 'node:fs';

const usualPlaces = [
  '/usr/bin/firefox-esr',
  '/usr/bin/firefox',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
];

/** Where Firefox is: FIREFOX_PATH, else the usual places; null where there is none. */
export function findFirefox() {
  for (const path of [process.env.FIREFOX_PATH, ...usualPlaces]) {
    if (!path) continue;
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // not there
    }
  }
  return null;
}
