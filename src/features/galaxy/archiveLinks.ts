import type { SkyPosition } from './iauName.ts';

interface ArchiveLink {
  /** "SIMBAD" */
  title: string;
  /** What it shows, for a tooltip. */
  meaning: string;
  url: string;
}

/** Pages elsewhere that show this place on the sky. They open only when a person clicks them. */
export function linksAt({ raDeg, decDeg }: SkyPosition): ArchiveLink[] {
  const ra = degreesText(raDeg);
  const dec = degreesText(decDeg);
  const signed = decDeg < 0 ? dec : `+${dec}`;
  return [
    {
      title: 'Legacy Survey',
      meaning: 'Legacy Surveys sky viewer: deep colour images',
      url: `https://www.legacysurvey.org/viewer?ra=${ra}&dec=${dec}&layer=ls-dr10&zoom=14&mark=${ra},${dec}`,
    },
    {
      title: 'SkyServer',
      meaning: 'SDSS SkyServer: photometry and spectra of the nearest object',
      url: `https://skyserver.sdss.org/dr18/VisualTools/explore/summary?ra=${ra}&dec=${dec}`,
    },
    {
      title: 'SIMBAD',
      meaning: 'SIMBAD: names and measurements within 10″',
      url: `https://simbad.cds.unistra.fr/simbad/sim-coo?Coord=${encodeURIComponent(`${ra} ${signed}`)}&CooFrame=ICRS&CooEpoch=2000&CooEqui=2000&Radius=10&Radius.unit=arcsec`,
    },
    {
      title: 'NED',
      meaning: 'NASA/IPAC Extragalactic Database: objects within 0.5′',
      url: `https://ned.ipac.caltech.edu/cgi-bin/nph-objsearch?in_csys=Equatorial&in_equinox=J2000.0&lon=${ra}d&lat=${dec}d&radius=0.5&search_type=Near+Position+Search&obj_sort=Distance+to+search+center`,
    },
    {
      title: 'Aladin Lite',
      meaning: 'Aladin Lite: the sky around it in many surveys',
      url: `https://aladin.cds.unistra.fr/AladinLite/?target=${ra}%20${dec}&fov=0.1&survey=CDS%2FP%2FDESI-Legacy-Surveys%2FDR10%2Fcolor`,
    },
  ];
}

/**
 * SkyServer's page of an SDSS object, for a galaxy known only by its 18- or 19-digit objid: run and rerun are in its
 * leading digits, 587… and 588… up to data release 7, 1237… since release 8, and the two are not interchangeable.
 *
 * @param id stays text: it is beyond 2⁵³
 */
export function linkOfObjid(id: string): ArchiveLink | null {
  const meaning = 'SDSS SkyServer: the object of this objid';
  if (/^58[78]\d{15}$/.test(id)) {
    return {
      title: 'SkyServer',
      meaning,
      url: `https://skyserver.sdss.org/dr7/en/tools/explore/obj.asp?id=${id}`,
    };
  }
  if (/^1237\d{15}$/.test(id)) {
    return {
      title: 'SkyServer',
      meaning,
      url: `https://skyserver.sdss.org/dr18/VisualTools/explore/summary?objId=${id}`,
    };
  }
  return null;
}

/** Degrees for a URL: 6 decimals are 0.004″, finer than any survey's astrometry. */
function degreesText(degrees: number): string {
  return String(Number(degrees.toFixed(6)));
}
