import { mkdtempSync, openAsBlob, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeIngest } from '../../bake/nodeIngest.ts';
import { openHdf5 } from '../../src/data/hdf5/hdf5File.ts';
import { runPeer } from '../command/runPeer.ts';
import { cpuSecondsOf } from '../statistics/cpuSeconds.ts';

interface Hdf5Figure {
  images: number;
  sidePx: number;
  /** Images of the file in its own chunks, (555, 16, 16, 1) and the like, as bytes; per second of processor time. */
  read: { oursPerSecond: number; h5pyPerSecond: number; ratio: number };
  /** From opening the file to what a network is given, per second of processor time. */
  toNetworkPerSecond: number;
}

const images = 10_000;
const sidePx = 69; // Galaxy10 SDSS has 21,785 of them
const networkPx = 64;
const batch = 32;
const script = fileURLToPath(new URL('../peers/hdf5Peer.py', import.meta.url));

/** Reads a file in Galaxy10's layout that h5py made, beside h5py, one thread each. @throws Error where they differ */
export async function measureHdf5(): Promise<Hdf5Figure> {
  const folder = mkdtempSync(join(tmpdir(), 'morphospace-'));
  try {
    const path = join(folder, 'galaxy10.h5');
    runPeer('python3', [script, 'make', path, `${images}`, `${sidePx}`]);
    const file = new File([await openAsBlob(path)], 'galaxy10.h5');
    const opened = await openHdf5(file, file.name);
    const rows = opened.datasets.find(each => each.path === 'images')!.chunk![0];
    const ours = await cpuSecondsOf(async () => {
      let sum = 0;
      for (let first = 0; first < images; first += rows) {
        const values = opened.read('images', [first, Math.min(images, first + rows)]) as Uint8Array;
        for (const value of values) sum += value;
      }
      return sum;
    });
    opened.close();
    const peer = runPeer<{ seconds: number; sum: number }>('python3', [script, 'time', path, `${rows}`]);
    if (peer.sum !== ours.result)
      throw new Error(`our images differ from h5py's: ${ours.result}, ${peer.sum}`);
    return {
      images,
      sidePx,
      read: {
        oursPerSecond: images / ours.seconds,
        h5pyPerSecond: images / peer.seconds,
        ratio: peer.seconds / ours.seconds,
      },
      toNetworkPerSecond: images / (await secondsToNetwork(file)),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function secondsToNetwork(file: File): Promise<number> {
  const ingest = nodeIngest();
  const { seconds } = await cpuSecondsOf(async () => {
    const { handle } = await ingest.open({ kind: 'hdf5', file });
    for (let first = 0; first < images; first += batch) {
      const rows = Uint32Array.from({ length: Math.min(batch, images - first) }, (_, i) => first + i);
      await ingest.pixels(handle, rows, { sidePx: networkPx, cropFraction: 1 });
    }
  });
  return seconds;
}
