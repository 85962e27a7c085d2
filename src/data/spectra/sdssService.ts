import { bytesOfBuffer } from '../bytes/byteSource.ts';
import { UnreadableError } from '../bytes/unreadable.ts';
import { fitsSpectra } from './fitsSpectra.ts';
import type { SpectrumService } from './spectrumService.ts';

const databaseHost = 'https://skyserver.sdss.org';
const filesHost = 'https://data.sdss.org';

/** Spectra of SDSS, BOSS and eBOSS: SkyServer says which is nearest, the archive's light files hold it. */
export const sdssService: SpectrumService = {
  key: 'sdss',
  title: 'SDSS DR17',
  hosts: [databaseHost, filesHost],
  credit: 'Sloan Digital Sky Survey (www.sdss.org), CC BY 4.0',
  page: 'https://www.sdss.org/collaboration/citing-sdss/',
  async find(place, ask, [database, files] = sdssService.hosts) {
    const { raDeg, decDeg, maxArcsec } = place;
    const sql = [
      'SELECT TOP 1 s.plate, s.mjd, s.fiberID, s.run2d',
      `FROM dbo.fGetNearbySpecObjEq(${raDeg.toFixed(6)}, ${decDeg.toFixed(6)}, ${(maxArcsec / 60).toFixed(5)}) AS n`,
      'JOIN SpecObj AS s ON s.specObjID = n.specObjID ORDER BY n.distance',
    ].join(' ');
    const url = `${database}/dr17/SkyServerWS/SearchTools/SqlSearch?format=json&cmd=${encodeURIComponent(sql)}`;
    const row = firstRow(await ask({ url, name: 'SDSS’s list of spectra' }));
    if (!row) return null;
    const name = fileName(row);
    return ask({ url: `${files}${folderOf(row)}/${name}`, name });
  },
  async parse(bytes) {
    const file = await fitsSpectra(bytesOfBuffer(bytes.buffer, 'The spectrum'));
    if (!file) throw new UnreadableError('SDSS sent a FITS file without a spectrum: try again later.');
    return file.read(0);
  },
};

interface SpecObj {
  plate: number;
  mjd: number;
  fibre: number;
  /** Which reduction: "26", "v5_13_2". */
  run2d: string;
}

/** The first row of SkyServer's answer, `[{"TableName":"Table1","Rows":[…]}]`; undefined where it has none. */
function firstRow(bytes: Uint8Array): SpecObj | undefined {
  const text = new TextDecoder().decode(bytes);
  let row: Record<string, unknown> | undefined;
  try {
    const [table] = JSON.parse(text) as { Rows?: Record<string, unknown>[] }[];
    if (!Array.isArray(table.Rows)) throw new TypeError('no rows');
    row = table.Rows[0];
  } catch {
    throw new UnreadableError(
      `SDSS’s list of spectra answered something else (“${text.slice(0, 60)}”): try again later.`,
    );
  }
  if (!row) return undefined;
  const [plate, mjd, fibre] = [Number(row.plate), Number(row.mjd), Number(row.fiberID)];
  const run2d = String(row.run2d ?? '');
  if (![plate, mjd, fibre].every(Number.isSafeInteger) || !/^\w+$/.test(run2d))
    throw new UnreadableError(
      'SDSS’s list of spectra has a row without plate, MJD and fibre: try again later.',
    );
  return { plate, mjd, fibre, run2d };
}

const four = (value: number) => String(value).padStart(4, '0');

function fileName({ plate, mjd, fibre }: SpecObj): string {
  return `spec-${four(plate)}-${mjd}-${four(fibre)}.fits`;
}

/** Plates of SDSS-I and II have reductions 26, 103 and 104; those of BOSS and eBOSS are called v5_…. */
function folderOf({ plate, run2d }: SpecObj): string {
  const survey = /^v/.test(run2d) ? 'eboss' : 'sdss';
  return `/sas/dr17/${survey}/spectro/redux/${run2d}/spectra/lite/${four(plate)}`;
}
