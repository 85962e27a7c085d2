import type { Spectrum } from '../../contracts/spectrum.ts';

/** A spectrum of a file, before its numbers are read. */
export interface SpectrumEntry {
  /** Names under which a catalogue may know its galaxy, the surest first: the id of a table; a file's name, object and plate. */
  names: string[];
  /** ICRS, where the file tells. */
  raDeg?: number;
  decDeg?: number;
  redshift?: number;
  redshiftError?: number;
  /** A sentence where the source warns of its redshift. */
  redshiftWarning?: string;
  /** "GALAXY" */
  classWords?: string;
}

/** A file of spectra: a list, whose numbers are read one at a time. */
export interface SpectraFile {
  name: string;
  entries: SpectrumEntry[];
  /** What was left out, in sentences. */
  problems: string[];
  /** @throws UnreadableError where its numbers are none */
  read(entry: number): Promise<Spectrum>;
}
