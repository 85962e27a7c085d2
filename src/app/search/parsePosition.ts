import { positionOfName, type SkyPosition } from '../../features/galaxy/iauName.ts';
import { parseDec, parseRa } from '../../maths/catalogue/coordinates.ts';

/**
 * A position on the sky as people paste it: `146.7142 -1.0413`, `146.7142, -1.0413`, `09:46:51.4 -01:02:28.6`,
 * `9h46m51.4s -1d2m28.6s`, `09 46 51.4 -01 02 28.6`, `(146.7142, -1.0413)`, a link to a page of Legacy Surveys, SkyServer
 * and their like (`…ra=146.7142&dec=-1.0413…`), or a name that encodes it (`J094651.41-010228.6`).
 *
 * @returns undefined for any other text
 */
export function parsePosition(text: string): SkyPosition | undefined {
  const named = positionOfName(text.trim());
  if (named) return named;
  const link = /[?&#](?:ra|RA)=([^&#\s]+).*?[?&](?:dec|DEC)=([^&#\s]+)/.exec(text);
  const written = link ? `${decodeURIComponent(link[1])} ${decodeURIComponent(link[2])}` : text;
  const parts = written
    .replace(/^\s*[([](.*)[)\]]\s*$/, '$1')
    .replace(/[,;]/g, ' ')
    .replace(/(ra|dec)\s*[:=]?\s+/gi, ' ')
    .replace(/°(?=\s|$)/g, '') // decimal degrees as the app itself shows them
    .trim()
    .split(/\s+/);
  if (parts.length < 2 || parts.length % 2 !== 0) return undefined;
  const half = parts.length / 2;
  const raDeg = parseRa(parts.slice(0, half).join(' '));
  const decDeg = parseDec(parts.slice(half).join(' '));
  return raDeg === undefined || decDeg === undefined ? undefined : { raDeg, decDeg };
}
