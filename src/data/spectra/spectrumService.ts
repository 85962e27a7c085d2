import type { Spectrum } from '../../contracts/spectrum.ts';

/** Asks another host, patiently. @throws RemoteError with a sentence */
type AskBytes = (question: {
  url: string;
  /** For sentences: "a list of spectra". */
  name: string;
  json?: unknown;
}) => Promise<Uint8Array<ArrayBuffer>>;

/** Where a galaxy is, and how far from it a spectrum may have been taken. */
export interface SpectrumPlace {
  raDeg: number;
  decDeg: number;
  maxArcsec: number;
}

/** A survey whose spectra can be asked for. */
export interface SpectrumService {
  key: string;
  /** "SDSS DR17" */
  title: string;
  /** Hosts that are asked. */
  hosts: readonly string[];
  /** Shown beside its spectra. */
  credit: string;
  /** Terms of use. */
  page: string;
  /**
   * The bytes of the nearest spectrum; null where there is none within the separation.
   *
   * @param hosts in the place of its own, for tests
   */
  find(
    place: SpectrumPlace,
    ask: AskBytes,
    hosts?: readonly string[],
  ): Promise<Uint8Array<ArrayBuffer> | null>;
  /** @throws UnreadableError where the bytes are no such spectrum */
  parse(bytes: Uint8Array<ArrayBuffer>): Promise<Spectrum>;
}
