/** A circle on the sky, and how many rows are wanted of it. */
interface TapCircle {
  /** ICRS. */
  raDeg: number;
  decDeg: number;
  radiusArcmin: number;
  mostRows: number;
}

/** A catalogue that is asked by TAP (IVOA Table Access Protocol 1.1): a question in ADQL, an answer as VOTable. */
export interface TapService {
  key: string;
  /** "SIMBAD, galaxies" */
  title: string;
  host: string;
  /** Path of its synchronous service. */
  path: string;
  /** Shown beside its answers and carried with them. */
  credit: string;
  page: string;
  /** The question as it stands in the form, where a person may change it. */
  adql(circle: TapCircle): string;
}

const vizier = {
  host: 'https://tapvizier.cds.unistra.fr',
  path: '/TAPVizieR/tap/sync',
  page: 'https://vizier.cds.unistra.fr/vizier/org/terms.htx',
};
const vizierCredit = 'VizieR catalogue access tool, CDS, Strasbourg (10.26093/cds/vizier)';

/** The catalogues offered; any other table of these services by writing its question. */
export const tapServices: readonly TapService[] = [
  {
    key: 'simbad',
    title: 'SIMBAD, galaxies',
    host: 'https://simbad.cds.unistra.fr',
    path: '/simbad/sim-tap/sync',
    credit: 'This research has made use of the SIMBAD database, CDS, Strasbourg (Wenger et al. 2000)',
    page: 'https://simbad.cds.unistra.fr/simbad/',
    adql: circle =>
      [
        `SELECT TOP ${circle.mostRows} main_id, ra, dec, otype, morph_type, rvz_redshift, galdim_majaxis, galdim_minaxis,`,
        `  ${separation('ra', 'dec', circle)} AS separation`,
        'FROM basic',
        `WHERE ${inside('ra', 'dec', circle)}`,
        "  AND otype = 'G..'",
        'ORDER BY separation',
      ].join('\n'),
  },
  {
    key: 'ned',
    title: 'NED, all objects',
    host: 'https://ned.ipac.caltech.edu',
    path: '/tap/sync',
    credit:
      'This research has made use of the NASA/IPAC Extragalactic Database (NED), operated by the California Institute of Technology (10.26132/NED1)',
    page: 'https://ned.ipac.caltech.edu/',
    adql: ({ raDeg, decDeg, radiusArcmin, mostRows }) =>
      [
        `SELECT TOP ${mostRows} prefname, ra, dec, z, pretype`,
        'FROM objdir',
        `WHERE CONTAINS(POINT('J2000', ra, dec), CIRCLE('J2000', ${degrees(raDeg)}, ${degrees(decDeg)}, ${degrees(radiusArcmin / 60)})) = 1`,
      ].join('\n'),
  },
  {
    key: 'sdss16',
    title: 'SDSS DR16, galaxies (VizieR V/154)',
    ...vizier,
    credit: `SDSS Photometric Catalogue, Release 16 (Ahumada et al. 2020). ${vizierCredit}`,
    adql: circle =>
      [
        `SELECT TOP ${circle.mostRows} objID, RA_ICRS, DE_ICRS, gmag, rmag, zsp, zph,`,
        `  ${separation('RA_ICRS', 'DE_ICRS', circle)} AS separation`,
        'FROM "V/154/sdss16"',
        `WHERE ${inside('RA_ICRS', 'DE_ICRS', circle)}`,
        '  AND mode = 1 AND class = 3',
        'ORDER BY separation',
      ].join('\n'),
  },
  {
    key: 'pgc',
    title: 'HyperLEDA, galaxies (VizieR VII/237)',
    ...vizier,
    credit: `HYPERLEDA I (Paturel et al. 2003). ${vizierCredit}`,
    adql: circle =>
      [
        `SELECT TOP ${circle.mostRows} PGC, RAJ2000, DEJ2000, MType, logD25, logR25, PA,`,
        `  ${separation('RAJ2000', 'DEJ2000', circle)} AS separation`,
        'FROM "VII/237/pgc"',
        `WHERE ${inside('RAJ2000', 'DEJ2000', circle)}`,
        'ORDER BY separation',
      ].join('\n'),
  },
];

function inside(ra: string, dec: string, { raDeg, decDeg, radiusArcmin }: TapCircle): string {
  return `1 = CONTAINS(POINT('ICRS', ${ra}, ${dec}), CIRCLE('ICRS', ${degrees(raDeg)}, ${degrees(decDeg)}, ${degrees(radiusArcmin / 60)}))`;
}

/** In arcseconds. */
function separation(ra: string, dec: string, { raDeg, decDeg }: TapCircle): string {
  return `3600 * DISTANCE(POINT('ICRS', ${ra}, ${dec}), POINT('ICRS', ${degrees(raDeg)}, ${degrees(decDeg)}))`;
}

/** ADQL knows no exponents as JavaScript writes them: 6 decimals are 0.004″. */
function degrees(value: number): string {
  return String(Number(value.toFixed(6)));
}
