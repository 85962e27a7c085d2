import { isOffline } from '../bytes/offline.ts';
import { UnreadableError } from '../bytes/unreadable.ts';

/** Where a name is on the sky. */
interface NamedPosition {
  /** What the resolver calls it: "M  51". */
  name: string;
  /** ICRS. */
  raDeg: number;
  decDeg: number;
}

interface SesameOptions {
  /** Default the service of CDS; a test gives its own. */
  host?: string;
  signal?: AbortSignal;
}

const service = 'https://cds.unistra.fr';
const waitMs = 20_000; // it asks SIMBAD, NED and VizieR in turn

/**
 * Asks CDS' Sesame where a name is: SIMBAD first, then NED and VizieR. Only to be called when a person asks for it.
 *
 * @returns null where none of them knows the name
 * @throws UnreadableError with a sentence where it does not answer, or answers something else
 */
export async function resolveName(
  name: string,
  { host = service, signal }: SesameOptions = {},
): Promise<NamedPosition | null> {
  const patience = AbortSignal.timeout(waitMs);
  let text: string;
  try {
    const response = await fetch(`${host}/cgi-bin/nph-sesame/-oxp/SNVI?${encodeURIComponent(name.trim())}`, {
      signal: signal ? AbortSignal.any([signal, patience]) : patience,
      credentials: 'omit',
    });
    if (!response.ok) throw new UnreadableError(`Sesame answered ${response.status}: try again later.`);
    text = await response.text();
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof UnreadableError) throw error;
    if (isOffline())
      throw new UnreadableError(
        `This machine has no network to ask for ${name}: search by position instead.`,
      );
    const why = patience.aborted
      ? 'did not answer within 20 s'
      : 'could not be reached: there is no network, or it is down';
    throw new UnreadableError(`CDS' name resolver Sesame ${why}; search by position instead.`);
  }
  return positionOfAnswer(text, name);
}

/**
 * Reads Sesame's XML. The first resolver that has a position counts.
 *
 * @throws UnreadableError for anything but an answer of Sesame
 */
export function positionOfAnswer(xml: string, name: string): NamedPosition | null {
  if (!/<Sesame[\s>]/.test(xml))
    throw new UnreadableError('Sesame answered something else than a position: search by position instead.');
  for (const [answer] of xml.matchAll(/<Resolver[\s>][\s\S]*?<\/Resolver>/g)) {
    const raDeg = numberIn(answer, 'jradeg');
    const decDeg = numberIn(answer, 'jdedeg');
    if (raDeg >= 0 && raDeg < 360 && Math.abs(decDeg) <= 90)
      return { name: textIn(answer, 'oname') ?? name.trim(), raDeg, decDeg };
  }
  return null;
}

function textIn(xml: string, tag: string): string | undefined {
  const found = new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(xml)?.[1];
  const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
  return found?.replace(/&(amp|lt|gt|quot|apos);/g, (_, entity) => entities[entity]).trim();
}

function numberIn(xml: string, tag: string): number {
  const text = textIn(xml, tag);
  return text === undefined || text === '' ? Number.NaN : Number(text);
}
