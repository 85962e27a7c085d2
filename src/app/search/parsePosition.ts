import { positionOfName, type SkyPosition } from '../../features/galaxy/iauName.ts';
import { parseDec, parseRa } from '../../maths/catalogue/coordinates.ts';

/**
 * A position on the sky as people paste it: `146.7142 -1.0413`, `146.7142, -1.0413`, `09:46:51.4 -01:02:28.6`,
 * `9h46m51.4s -1d2m28.6s`, `09 46 51.4 -01 02 28.6`, or a name that encodes it (`J094651.41-010228.6`).
 *
 * @returns undefined for any other text
 */
export function parsePosition(text: string): SkyPosition | undefined {
  const named = positionOfName(text.trim());
  if (named) return named;
  const parts = text
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
