import type { ByteSource } from '../bytes/byteSource.ts';
import { type FitsFile, openFits } from '../fits/fitsFile.ts';
import { readBinaryTable } from '../fits/tables/binaryTable.ts';
import { columnFormats } from '../fits/tables/columnFormat.ts';
import { mediumOf, type SpectrumTable } from './fitsMedium.ts';
import { fitsSpectraTable } from './fitsSpectraTable.ts';
import { fluxUnitText } from './fluxUnitText.ts';
import { measuredSpectrum } from './measuredSpectrum.ts';
import { sdssFacts } from './sdssFacts.ts';
import type { SpectraFile } from './spectraFile.ts';
import { spectrumRoles } from './spectrumRoles.ts';

/**
 * Spectra of a FITS file: a table whose rows are pixels (SDSS's spec files), or one whose rows are galaxies, each with arrays of
 * wavelengths and fluxes.
 *
 * @returns undefined where it has no such table: the file is something else
 * @throws UnreadableError where it is no FITS file or is damaged
 */
export async function fitsSpectra(source: ByteSource): Promise<SpectraFile | undefined> {
  const file = await openFits(source);
  const table = spectrumTable(file);
  if (!table) return undefined;
  return table.isList ? fitsSpectraTable(file, table) : oneSpectrum(file, table);
}

function spectrumTable(file: FitsFile): SpectrumTable | undefined {
  for (const hdu of file.hdus) {
    if (hdu.kind !== 'binaryTable') continue;
    const formats = columnFormats(hdu.header);
    const roles = spectrumRoles(formats.map(({ name }) => name));
    if (!roles) continue;
    const flux = formats.find(({ name }) => name === roles.flux)!;
    return { hdu, roles, isList: flux.heap !== undefined || flux.repeat > 1 };
  }
  return undefined;
}

async function oneSpectrum(file: FitsFile, { hdu, roles }: SpectrumTable): Promise<SpectraFile> {
  const facts = await sdssFacts(file);
  const { names, title, ...known } = facts;
  const stem = file.name.replace(/\.(fits?|fts)(\.gz)?$/i, '');
  const entry = { names: [...new Set([stem, ...names])], ...known };
  return {
    name: file.name,
    entries: [entry],
    problems: file.problems,
    async read() {
      const wanted = new Set([roles.wavelength, roles.flux, roles.error?.name, roles.mask]);
      const { columns } = await readBinaryTable(file, hdu, name => wanted.has(name));
      const numbers = (name: string | undefined) => {
        const column = columns.find(each => each.name === name);
        return column?.kind === 'numbers' ? column.values : undefined;
      };
      const unit = (name: string) => columns.find(each => each.name === name)?.unit;
      const errors = numbers(roles.error?.name);
      const mask = numbers(roles.mask);
      const measured = measuredSpectrum(
        {
          wavelength: numbers(roles.wavelength) ?? [],
          isLog: roles.isLog,
          waveUnit: roles.isLog ? undefined : unit(roles.wavelength),
          flux: numbers(roles.flux) ?? [],
          ...(errors && roles.error && { error: { values: errors, kind: roles.error.kind } }),
          ...(mask && { mask }),
        },
        file.name,
      );
      return {
        title: title ?? stem,
        ...measured,
        ...mediumOf(file, roles),
        fluxUnit: fluxUnitText(unit(roles.flux) ?? file.hdus[0].header.text('BUNIT')),
        ...known,
      };
    },
  };
}
