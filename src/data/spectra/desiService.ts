import { separationArcsec } from '../../maths/catalogue/coordinates.ts';
import { UnreadableError } from '../bytes/unreadable.ts';
import { measuredSpectrum } from './measuredSpectrum.ts';
import type { SpectrumPlace, SpectrumService } from './spectrumService.ts';

const sparclHost = 'https://astrosparcl.datalab.noirlab.edu';
const release = 'DESI-DR1';
const mostFound = 50;
const fields = [
  'sparcl_id',
  'specid',
  'ra',
  'dec',
  'redshift',
  'redshift_err',
  'redshift_warning',
  'spectype',
];
const numbers = ['wavelength', 'flux', 'ivar'];

/** Spectra of DESI from NOIRLab's library of spectra (SPARCL), which answers in JSON: a search in a box, then one by its id. */
export const desiService: SpectrumService = {
  key: 'desi',
  title: 'DESI DR1',
  hosts: [sparclHost],
  credit:
    'DESI Collaboration, Data Release 1 (arXiv:2503.14745), CC BY 4.0, by SPARCL, Astro Data Lab, NSF NOIRLab',
  page: 'https://data.desi.lbl.gov/doc/acknowledgments/',
  async find(place, ask, [host] = desiService.hosts) {
    const name = 'DESI’s list of spectra';
    const found: Record<string, unknown>[] = [];
    for (const box of boxesAround(place)) {
      const url = `${host}/sparc/find/?limit=${mostFound}`;
      const json = { outfields: fields, search: [...box, ['data_release', release]] };
      found.push(...recordsOf(await ask({ url, name, json }), name));
    }
    const nearest = nearestOf(found, place);
    if (!nearest) return null;
    return ask({
      url: `${host}/sparc/spectras/?include=${[...fields, ...numbers].join(',')}&format=json&limit=1&dataset_list=${release}`,
      name: 'the spectrum',
      json: [nearest],
    });
  },
  async parse(bytes) {
    const [record] = recordsOf(bytes, 'The spectrum of DESI');
    if (!record) throw new UnreadableError('DESI’s spectrum did not come: try again later.');
    const list = (name: string) => (Array.isArray(record[name]) ? (record[name] as number[]) : undefined);
    const ivar = list('ivar');
    const number = (name: string) => (typeof record[name] === 'number' ? record[name] : undefined);
    const [redshift, error] = [number('redshift'), number('redshift_err')];
    const [raDeg, decDeg] = [number('ra'), number('dec')];
    const warning = number('redshift_warning') ?? 0;
    const id = record.specid ?? record.sparcl_id;
    return {
      title: `${release.replace('-', ' ')}, target ${id}`,
      ...measuredSpectrum(
        {
          wavelength: list('wavelength') ?? [],
          isLog: false,
          waveUnit: 'Angstrom', // as DESI publishes them
          flux: list('flux') ?? [],
          ...(ivar && { error: { values: ivar, kind: 'inverse variance' } }),
        },
        'DESI’s spectrum',
      ),
      medium: 'vacuum',
      fluxUnit: '10⁻¹⁷ erg s⁻¹ cm⁻² Å⁻¹',
      ...(redshift !== undefined && { redshift }),
      ...(error !== undefined && error > 0 && { redshiftError: error }),
      ...(warning !== 0 && { redshiftWarning: `Its source is not sure of the redshift (ZWARN ${warning}).` }),
      ...(typeof record.spectype === 'string' && { classWords: record.spectype }),
      ...(raDeg !== undefined && decDeg !== undefined && { raDeg, decDeg }),
    };
  },
};

type Box = [name: string, low: number, high: number][];

/** Boxes of right ascension and declination that hold the circle: two where it crosses right ascension 0. */
function boxesAround({ raDeg, decDeg, maxArcsec }: SpectrumPlace): Box[] {
  const radius = maxArcsec / 3600;
  const dec = ['dec', Math.max(-90, decDeg - radius), Math.min(90, decDeg + radius)] as Box[number];
  const wide = radius / Math.cos((Math.min(89.9, Math.abs(decDeg) + radius) * Math.PI) / 180); // no spectra nearer to a pole
  const [low, high] = [raDeg - wide, raDeg + wide];
  if (low < 0)
    return [
      [['ra', 0, high], dec],
      [['ra', low + 360, 360], dec],
    ];
  if (high > 360)
    return [
      [['ra', low, 360], dec],
      [['ra', 0, high - 360], dec],
    ];
  return [[['ra', low, high], dec]];
}

/** SPARCL's answer: a header, then records. */
function recordsOf(bytes: Uint8Array, name: string): Record<string, unknown>[] {
  try {
    // Ids of 19 digits stay as they are written: a JSON number would lose their last digits.
    const text = new TextDecoder().decode(bytes).replace(/("specid"\s*:\s*)(-?\d{16,})/g, '$1"$2"');
    const [header, ...records] = JSON.parse(text) as Record<string, unknown>[];
    if (typeof header !== 'object' || header === null) throw new TypeError('no header');
    return records;
  } catch {
    throw new UnreadableError(`${name} is something else than was asked for: try again later.`);
  }
}

/** Id of the nearest record within the separation. */
function nearestOf(records: readonly Record<string, unknown>[], place: SpectrumPlace): string | undefined {
  let nearest: { id: string; arcsec: number } | undefined;
  for (const { ra, dec, sparcl_id: id } of records) {
    if (typeof ra !== 'number' || typeof dec !== 'number' || typeof id !== 'string') continue;
    const arcsec = separationArcsec(place.raDeg, place.decDeg, ra, dec);
    if (arcsec <= place.maxArcsec && arcsec < (nearest?.arcsec ?? Number.POSITIVE_INFINITY))
      nearest = { id, arcsec };
  }
  return nearest?.id;
}
