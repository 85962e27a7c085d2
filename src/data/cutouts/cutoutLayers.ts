/** A place on the sky, and how much of it a picture shows. */
export interface CutoutRequest {
  /** ICRS. */
  raDeg: number;
  decDeg: number;
  /** Side of the square picture. */
  sizePx: number;
  /** Arcseconds a pixel. */
  pixelScaleArcsec: number;
}

/** Asks the service a question in text; for those that need two steps. */
type AskText = (url: string) => Promise<string>;

/** A survey whose pictures a service cuts out. */
export interface CutoutLayer {
  key: string;
  title: string;
  /** Host that is asked. */
  host: string;
  /** Largest side it cuts. */
  mostPx: number;
  /** Its own pixels, arcseconds. */
  ownScaleArcsec: number;
  /** Shown beside its pictures and carried with them. */
  credit: string;
  /** Terms of use. */
  page: string;
  /**
   * Address of the picture at a place; null where the service says that it has none.
   *
   * @param host for tests. Default: the layer's own
   */
  urlOf(request: CutoutRequest, ask: AskText, host?: string): Promise<string | null>;
}

const legacyHost = 'https://www.legacysurvey.org'; // without www. it redirects, and the redirect may not be read from other sites
const legacyCredit = 'Legacy Surveys / D. Lang (Perimeter Institute), CC BY 4.0';
const hipsHost = 'https://alasky.cds.unistra.fr';

function legacyLayer(layer: string, title: string, ownScaleArcsec = 0.262): CutoutLayer {
  return {
    key: `legacy:${layer}`,
    title,
    host: legacyHost,
    mostPx: 512, // as its description says; the code would send more
    ownScaleArcsec,
    credit: legacyCredit,
    page: 'https://www.legacysurvey.org/acknowledgment/',
    async urlOf({ raDeg, decDeg, sizePx, pixelScaleArcsec }, _, host = legacyHost) {
      return `${host}/viewer/cutout.jpg?ra=${degrees(raDeg)}&dec=${degrees(decDeg)}&layer=${layer}&pixscale=${pixelScaleArcsec}&size=${sizePx}`;
    },
  };
}

const sdss: CutoutLayer = {
  key: 'sdss',
  title: 'SDSS DR18 (SkyServer)',
  host: 'https://skyserver.sdss.org',
  mostPx: 2048,
  ownScaleArcsec: 0.396,
  credit: 'Sloan Digital Sky Survey (www.sdss.org), CC BY 4.0',
  page: 'https://www.sdss.org/collaboration/citing-sdss/',
  async urlOf({ raDeg, decDeg, sizePx, pixelScaleArcsec }, _, host = sdss.host) {
    return `${host}/dr18/SkyServerWS/ImgCutout/getjpeg?ra=${degrees(raDeg)}&dec=${degrees(decDeg)}&scale=${pixelScaleArcsec}&width=${sizePx}&height=${sizePx}&opt=`;
  },
};

const panStarrsScale = 0.25;

const panStarrs: CutoutLayer = {
  key: 'ps1',
  title: 'Pan-STARRS1 (i, r, g)',
  host: 'https://ps1images.stsci.edu',
  mostPx: 1024,
  ownScaleArcsec: panStarrsScale,
  credit: 'The Pan-STARRS1 Surveys (Chambers et al. 2016, arXiv:1612.05560), STScI',
  page: 'https://outerspace.stsci.edu/display/PANSTARRS/',
  /** Two steps: which files cover the place, and a colour picture of three of them. */
  async urlOf({ raDeg, decDeg, sizePx, pixelScaleArcsec }, ask, host = panStarrs.host) {
    const place = `ra=${degrees(raDeg)}&dec=${degrees(decDeg)}`;
    const files = filesByBand(await ask(`${host}/cgi-bin/ps1filenames.py?${place}&filters=gri`));
    if (!files.i || !files.r || !files.g) return null;
    const ownPx = Math.round((sizePx * pixelScaleArcsec) / panStarrsScale);
    return `${host}/cgi-bin/fitscut.cgi?${place}&size=${ownPx}&output_size=${sizePx}&format=jpg&red=${files.i}&green=${files.r}&blue=${files.g}`;
  },
};

/** The table of ps1filenames.py: a line of names, then one a file, parted by blanks. */
function filesByBand(table: string): Partial<Record<string, string>> {
  const [names = [], ...rows] = table
    .trim()
    .split('\n')
    .map(line => line.trim().split(/\s+/));
  const [band, file] = [names.indexOf('filter'), names.indexOf('filename')];
  return Object.fromEntries(rows.map(row => [row[band], row[file]]));
}

/** A survey on the sky in HEALPix (HiPS), cut out by CDS's hips2fits. @param id "CDS/P/DSS2/color" */
export function hipsLayer(id: string, title: string, survey: string, ownScaleArcsec = 0.5): CutoutLayer {
  return {
    key: `hips:${id}`,
    title,
    host: hipsHost,
    mostPx: 1024,
    ownScaleArcsec,
    credit: `${survey} This research made use of hips2fits, a service provided by CDS.`,
    page: 'https://alasky.cds.unistra.fr/hips-image-services/hips2fits',
    async urlOf({ raDeg, decDeg, sizePx, pixelScaleArcsec }, _, host = hipsHost) {
      const fovDeg = Number(((sizePx * pixelScaleArcsec) / 3600).toPrecision(6));
      return `${host}/hips-image-services/hips2fits?hips=${encodeURIComponent(id)}&width=${sizePx}&height=${sizePx}&fov=${fovDeg}&projection=TAN&coordsys=icrs&ra=${degrees(raDeg)}&dec=${degrees(decDeg)}&format=jpg`;
    },
  };
}

/** The surveys offered; any other HiPS by its id with {@link hipsLayer}. */
export const cutoutLayers: readonly CutoutLayer[] = [
  legacyLayer('ls-dr10', 'Legacy Surveys DR10'),
  legacyLayer('ls-dr9', 'Legacy Surveys DR9'),
  sdss,
  panStarrs,
  hipsLayer(
    'CDS/P/DSS2/color',
    'DSS2 (CDS)',
    'Digitized Sky Survey (STScI/NASA), coloured and healpixed by CDS.',
    1,
  ),
  hipsLayer(
    'CDS/P/2MASS/color',
    '2MASS (CDS)',
    '2MASS (UMass, IPAC/Caltech, NASA, NSF), healpixed by CDS.',
    1,
  ),
  hipsLayer(
    'CDS/P/allWISE/color',
    'AllWISE (CDS)',
    'AllWISE (UCLA, JPL/Caltech, NASA), healpixed by CDS.',
    1.4,
  ),
];

/** 6 decimals are 0.004″, finer than any survey's astrometry. */
function degrees(value: number): string {
  return String(Number(value.toFixed(6)));
}
