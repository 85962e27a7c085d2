import type { Spectrum } from '../../contracts/spectrum.ts';
import { checkListed } from '../remote/hosts.ts';
import { type Patience, patientFetch } from '../remote/patientFetch.ts';
import type { RemoteShelf } from '../remote/remoteShelf.ts';
import type { SpectrumPlace, SpectrumService } from './spectrumService.ts';

interface SpectrumPatience extends Patience {
  shelf: RemoteShelf;
  /** For tests, in the place of the service's own. */
  hosts?: readonly string[];
}

const patienceMs = 30_000;

/**
 * The nearest spectrum a survey took of a place. What came before, or was said not to be there, is taken from the shelf.
 *
 * @returns null where the survey has none within the separation
 * @throws UnreadableError with a sentence where the page may not ask, the service does not answer, or answers something else; an
 *   AbortError when stopped
 */
export async function fetchSpectrum(
  service: SpectrumService,
  place: SpectrumPlace,
  { shelf, hosts = service.hosts, ...patience }: SpectrumPatience,
): Promise<Spectrum | null> {
  for (const host of hosts) checkListed(host);
  const { raDeg, decDeg, maxArcsec } = place;
  const key = `spectrum ${service.key} ${raDeg.toFixed(6)} ${decDeg.toFixed(6)} ${maxArcsec}`;
  const kept = await shelf.cutout(key);
  if (kept) return kept.bytes && service.parse(new Uint8Array(kept.bytes));
  const bytes = await service.find(
    place,
    async ({ url, name, json }) =>
      (await patientFetch({ url, name, json }, { stallMs: patienceMs, ...patience })).bytes,
    hosts,
  );
  const spectrum = bytes && (await service.parse(bytes)); // what cannot be read is not kept
  await shelf.keepCutout({ url: key, bytes: bytes?.buffer ?? null });
  return spectrum;
}
