import { UnreadableError } from '../bytes/unreadable.ts';
import listed from './hosts.json';

/**
 * Hosts that were named when the app was built or started (`--host https://…`), beside those of hosts.json. The policy of a
 * page is fixed while it runs, so no other can be added then.
 */
const named: string = import.meta.env?.VITE_HOSTS ?? '';

/** All hosts the page may fetch from besides its own: hosts.json's but the hub of SAMP, which is no source of files; then those named at the build. */
function allHosts(): string[] {
  return [
    ...listed.filter(({ use }) => use !== 'samp').map(({ host }) => host),
    ...named.split(' ').filter(host => host !== ''),
  ];
}

/**
 * True where the policy lets the page ask this address: the page's own origin, or a host of the list.
 *
 * @param pageOrigin absent outside a page, where no policy holds
 */
export function isListed(
  url: string,
  pageOrigin = originHere(),
  hosts: readonly string[] = allHosts(),
): boolean {
  const { origin, protocol, host } = new URL(url);
  if (pageOrigin === undefined || origin === pageOrigin) return true;
  return hosts.some(each =>
    each.startsWith('https://*.')
      ? protocol === 'https:' && host.endsWith(each.slice('https://*'.length)) // as a browser matches it: one label or more
      : each === origin,
  );
}

/** @throws UnreadableError with the line to add where the page may not ask this address */
export function checkListed(url: string): void {
  if (isListed(url)) return;
  throw new UnreadableError(refusalOf(url));
}

/** Why an address is not asked, and what to add so that it is. */
export function refusalOf(url: string): string {
  const { origin } = new URL(url);
  return `${origin} is not among the hosts this page may ask, and a page’s policy cannot change while it runs: start the app with “npm start -- --host ${origin}” (or build it with “npm run build -- --host ${origin}” and add ${origin} after connect-src in your host’s policy), or download the file and open it from your disk.`;
}

function originHere(): string | undefined {
  return (globalThis as { location?: { origin: string } }).location?.origin;
}
