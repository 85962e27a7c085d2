import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bytesOfBuffer } from '../../src/data/bytes/byteSource.ts';
import { openFits } from '../../src/data/fits/fitsFile.ts';
import { readPixels } from '../../src/data/fits/images/imagePixels.ts';
import { cpuSecondsOf } from '../statistics/cpuSeconds.ts';

interface ReadingSpeed {
  oursMpxPerSecond: number;
  astropyMpxPerSecond: number;
  /** Ours over astropy's; 1 or more is the aim. */
  ratio: number;
}

interface FitsFigure {
  /** Whole numbers of 16 bits. */
  int16: ReadingSpeed;
  /** Singles made whole numbers with SUBTRACTIVE_DITHER_1. */
  dithered: ReadingSpeed;
  sidePx: number;
  /** Seconds of processor time, the least of so many turns, for the machine does other things too. */
  rounds: number;
}

const sidePx = 4096;
const rounds = 3;
const readings = 3; // a turn; astropy does as many

/** Opens RICE-compressed images and unpacks all pixels, beside astropy, one thread each. @throws Error where they differ */
export async function measureFits(): Promise<FitsFigure> {
  needAstropy();
  const folder = mkdtempSync(join(tmpdir(), 'morphospace-'));
  try {
    peer('make', folder, String(sidePx));
    const figure = { sidePx, rounds };
    return {
      int16: await speedOf(join(folder, 'int16.fits')),
      dithered: await speedOf(join(folder, 'dithered.fits')),
      ...figure,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function speedOf(path: string): Promise<ReadingSpeed> {
  let [ours, astropy] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let round = 0; round < rounds; round++) {
    const buffer = new Uint8Array(readFileSync(path)).buffer;
    for (let reading = 0; reading < readings; reading++) {
      const { seconds, result } = await cpuSecondsOf(async () => {
        const file = await openFits(bytesOfBuffer(buffer, path));
        return readPixels(file, file.hdus[1]);
      });
      ours = Math.min(ours, seconds);
      if (round === 0 && reading === 0) checkSame(path, result.values);
    }
    astropy = Math.min(
      astropy,
      (JSON.parse(peer('time', path, `${path}.raw`)) as { seconds: number }).seconds,
    );
    console.error(`${path}: ours ${ours} s, astropy ${astropy} s`);
  }
  const megapixels = sidePx ** 2 / 1e6;
  return {
    oursMpxPerSecond: megapixels / ours,
    astropyMpxPerSecond: megapixels / astropy,
    ratio: astropy / ours,
  };
}

/** A fast reader of other pixels would be no reader. */
function checkSame(path: string, values: ArrayBufferView): void {
  peer('time', path, `${path}.raw`);
  const ours = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
  if (!ours.equals(readFileSync(`${path}.raw`))) throw new Error(`${path}: our pixels differ from astropy's`);
}

function needAstropy(): void {
  const { status } = spawnSync('python3', ['-c', 'import astropy, numpy'], { stdio: 'ignore' });
  if (status !== 0) {
    throw new Error("need Python's astropy to compare with; got none: python3 -m pip install astropy");
  }
}

function peer(...options: string[]): string {
  const script = fileURLToPath(new URL('../peers/fitsPeer.py', import.meta.url));
  const { status, stdout } = spawnSync('python3', [script, ...options], {
    stdio: ['ignore', 'pipe', 2],
    encoding: 'utf8',
    env: { ...process.env, OMP_NUM_THREADS: '1' },
  });
  if (status !== 0) throw new Error(`astropy's side failed: python3 ${script} ${options.join(' ')}`);
  return stdout;
}
