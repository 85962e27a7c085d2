import { imageKind } from '../images/imageKind.ts';
import { checkListed } from '../remote/hosts.ts';
import { type Patience, patientFetch } from '../remote/patientFetch.ts';
import { RemoteError } from '../remote/remoteError.ts';
import type { RemoteShelf } from '../remote/remoteShelf.ts';
import type { CutoutLayer, CutoutRequest } from './cutoutLayers.ts';

/** What became of a place: its picture, that the survey has none of it, or why it could not be had. */
export type Cutout = { bytes: Uint8Array<ArrayBuffer> } | { absent: true } | { failure: string };

/** How cutouts are fetched. */
interface CutoutPatience extends Patience {
  shelf: RemoteShelf;
  /** Told of each as it comes, in any order. */
  onCutout?(index: number, cutout: Cutout): void;
  /** True for a picture of nothing: services send black or white outside a survey. Default: never */
  isBlank?(bytes: Uint8Array<ArrayBuffer>): Promise<boolean>;
  /** For tests. Default: the layer's own */
  host?: string;
}

const atOnce = 3; // the services ask for few connections
const mostFailures = 3; // in a row: the host is down, and asking on would be rude
const patienceMs = 30_000; // hips2fits takes 5 to 15 s, and sometimes for ever

/**
 * Fetches the pictures of places, at most three at once. What came before, in this or an earlier run, is taken from the shelf: a run
 * that was stopped goes on where it was. After three failures in a row the host is not asked any more.
 *
 * @returns what became of each place, in their order; those not asked any more share the reason
 * @throws UnreadableError where the page may not ask the host; an AbortError when stopped
 */
export async function fetchCutouts(
  layer: CutoutLayer,
  requests: readonly CutoutRequest[],
  { shelf, onCutout, isBlank = async () => false, host, ...patience }: CutoutPatience,
): Promise<Cutout[]> {
  checkListed(host ?? layer.host);
  const found: Cutout[] = new Array(requests.length);
  let next = 0;
  let failuresInARow = 0;
  let lastFailure = '';

  async function one(request: CutoutRequest): Promise<Cutout> {
    const key = keyOf(layer, request);
    const kept = await shelf.cutout(key);
    if (kept) return kept.bytes ? { bytes: new Uint8Array(kept.bytes) } : { absent: true };
    if (failuresInARow >= mostFailures) return { failure: lastFailure };
    try {
      const bytes = await fetchOne(request);
      failuresInARow = 0;
      await shelf.keepCutout({ url: key, bytes: bytes?.buffer ?? null });
      return bytes ? { bytes } : { absent: true };
    } catch (error) {
      patience.signal?.throwIfAborted();
      if (!(error instanceof RemoteError)) throw error;
      failuresInARow++;
      lastFailure = error.message;
      return { failure: error.message };
    }
  }

  /** Null where the survey has nothing there. */
  async function fetchOne(request: CutoutRequest): Promise<Uint8Array<ArrayBuffer> | null> {
    const ask = async (url: string) => {
      const asked = { url, name: `a list of ${layer.title}` };
      return new TextDecoder().decode(
        (await patientFetch(asked, { stallMs: patienceMs, ...patience })).bytes,
      );
    };
    const url = await layer.urlOf(request, ask, host);
    if (url === null) return null;
    const asked = { url, name: `a cutout of ${layer.title}` };
    try {
      const { bytes } = await patientFetch(asked, { stallMs: patienceMs, ...patience });
      if (!imageKind(bytes)) throw new RemoteError({ kind: 'wrong', what: 'no picture' }, asked);
      const blank = await isBlank(bytes).catch(() => {
        throw new RemoteError({ kind: 'wrong', what: 'a picture that cannot be shown' }, asked);
      });
      return blank ? null : bytes;
    } catch (error) {
      if (error instanceof RemoteError && error.failure.kind === 'moved') return null; // SkyServer's answer outside its survey
      throw error;
    }
  }

  async function worker(): Promise<void> {
    while (next < requests.length) {
      const index = next++;
      found[index] = await one(requests[index]);
      onCutout?.(index, found[index]);
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, requests.length) }, worker));
  return found;
}

function keyOf({ key }: CutoutLayer, { raDeg, decDeg, sizePx, pixelScaleArcsec }: CutoutRequest): string {
  return `${key} ${raDeg.toFixed(6)} ${decDeg.toFixed(6)} ${sizePx} ${pixelScaleArcsec}`;
}
