/** Whether wavelengths were measured as in vacuum (SDSS, DESI) or in air (most older spectrographs, and many tables). */
export type SpectralMedium = 'vacuum' | 'air';

/** A spectrum as it was observed: not corrected for its redshift. */
export interface Spectrum {
  /** What it is: "SDSS DR17, plate 266, MJD 51602, fibre 1". */
  title: string;
  /** (n) ascending, ångström, in the observer's frame. */
  wavelengths: Float64Array;
  medium: SpectralMedium;
  /** True where nothing says which medium it is, and vacuum was assumed. */
  mediumAssumed?: boolean;
  /** True where nothing says in which unit the wavelengths are, and ångström was assumed. */
  unitAssumed?: boolean;
  /** (n) flux a wavelength; NaN where it was not measured. */
  flux: Float64Array;
  /** (n) standard deviations of the flux; NaN where unknown; absent where none are told. */
  sigma?: Float64Array;
  /** "10⁻¹⁷ erg s⁻¹ cm⁻² Å⁻¹"; empty where nothing tells. */
  fluxUnit: string;
  /** As its source measured it, and how sure it is. */
  redshift?: number;
  redshiftError?: number;
  /** A sentence where the source warns of its redshift. */
  redshiftWarning?: string;
  /** "GALAXY STARFORMING" */
  classWords?: string;
  /** ICRS, of the fibre or slit. */
  raDeg?: number;
  decDeg?: number;
}
