import type { SpectralMedium, Spectrum } from '../../contracts/spectrum.ts';
import type { FitsFile } from '../fits/fitsFile.ts';
import type { FitsHdu } from '../fits/fitsHdu.ts';
import type { SpectrumRoles } from './spectrumRoles.ts';

/** A table of a FITS file with a spectrum in it. */
export interface SpectrumTable {
  hdu: FitsHdu;
  roles: SpectrumRoles;
  /** True where each row holds a whole spectrum, false where each row is a pixel. */
  isList: boolean;
}

/** Air or vacuum, as the column's name, the header, or SDSS's own habit (VACUUM = T, loglam) says; vacuum where nothing does. */
export function mediumOf(file: FitsFile, roles: SpectrumRoles): Pick<Spectrum, 'medium' | 'mediumAssumed'> {
  const said = roles.medium ?? headerMedium(file) ?? (roles.isLog ? 'vacuum' : undefined);
  return said ? { medium: said } : { medium: 'vacuum', mediumAssumed: true };
}

function headerMedium({ hdus }: FitsFile): SpectralMedium | undefined {
  for (const { header } of hdus) {
    const vacuum = header.get('VACUUM');
    if (typeof vacuum === 'boolean' || typeof vacuum === 'number')
      return Number(vacuum) === 1 ? 'vacuum' : 'air';
    const words = header.text('AIRORVAC') ?? header.text('CTYPE1') ?? '';
    if (/^\s*(air|awav)/i.test(words)) return 'air';
    if (/^\s*(vac|wave\b)/i.test(words)) return 'vacuum';
  }
  return undefined;
}
