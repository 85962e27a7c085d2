/** The hosts that the page may ask besides its own: one list, which the policy, README.md and the tests read. */
import { readFileSync } from 'node:fs';

/** What each host is asked for: "hub" models and galaxies, "names" where a name is on the sky, "cutouts" pictures of places on it. */
export const listedHosts = JSON.parse(
  readFileSync(new URL('../src/data/remote/hosts.json', import.meta.url), 'utf8'),
);

/** Where the build finds the hosts that were named beside the list. */
export const hostsVariable = 'VITE_HOSTS';

/** Hosts named for this build, without those of the list. */
export function namedHosts(environment = process.env) {
  return (environment[hostsVariable] ?? '').split(' ').filter(host => host !== '');
}

/**
 * Takes `--host https://…` (as often as it occurs, also `--host=https://…`) out of a command's arguments.
 *
 * @param {readonly string[]} args
 * @returns {string[]} origins
 * @throws Error where one is no origin a page may safely ask
 */
export function hostsOf(args) {
  const hosts = [];
  for (const [i, each] of args.entries()) {
    if (each === '--host') hosts.push(originOf(args[i + 1]));
    else if (each.startsWith('--host=')) hosts.push(originOf(each.slice('--host='.length)));
  }
  return hosts;
}

/** https, or this machine: everything else could be read on the way. */
function originOf(text) {
  const url = text !== undefined && URL.canParse(text) ? new URL(text) : undefined;
  const isSafe =
    url &&
    (url.protocol === 'https:' ||
      (url.protocol === 'http:' && /^(localhost|127\.0\.0\.1)$/.test(url.hostname)));
  if (!isSafe || url.pathname !== '/' || url.search !== '' || url.username !== '')
    throw new Error(`need --host https://host.example (or a port of this machine); got ${text ?? 'nothing'}`);
  return url.origin;
}

/** Names the hosts of the command line to the build that follows. */
export function nameHosts(args = process.argv.slice(2)) {
  const hosts = hostsOf(args);
  if (hosts.length > 0) process.env[hostsVariable] = hosts.join(' ');
}
