import type { BakedFile, BakedManifest } from '../../contracts/baked.ts';
import type { BakedSource } from '../../contracts/ingest.ts';
import type { Matrix } from '../../contracts/matrix.ts';
import { sixteenBitRowsOf } from '../../maths/neighbours/sixteenBitRows.ts';
import { bytesOfBuffer, bytesOfUrl, request } from '../bytes/byteSource.ts';
import { decodeFloat16, encodeFloat16 } from '../bytes/float16.ts';
import { sha256Of } from '../bytes/sha256.ts';
import { UnreadableError } from '../bytes/unreadable.ts';
import type { ReadableCatalogue } from '../images/storedImage.ts';
import { originOf } from '../weights/shelf/shippedHashes.ts';
import { openParquet } from './parquet/parquetCatalogue.ts';
import type { ReadJob } from './parquet/parquetTable.ts';

/** Principal components of a baked catalogue and the basis they are in. */
interface BakedComponents {
  /** (dimension) */
  mean: Float32Array;
  /** (count, dimension) row-major */
  axes: Float32Array;
  /** (rows, count) row-major */
  values: Float32Array;
}

/** Mean (dimension, 1), axes (count, dimension) and values (rows, count) as little-endian 16-bit floats, one after the other. */
export function packComponents({ mean, axes, values }: BakedComponents): Uint8Array<ArrayBuffer> {
  const parts = [mean, axes, values].map(encodeFloat16);
  const packed = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    packed.set(part, at);
    at += part.length;
  }
  return packed;
}

/**
 * Reads the components file of a baked catalogue: float16 (dimension) mean, (count, dimension) axes, (rows, count)
 * values.
 *
 * @param bytes the whole file
 * @throws UnreadableError where its length is not what the manifest says
 */
export function unpackComponents(manifest: BakedManifest, bytes: Uint8Array): BakedComponents {
  const { dimension, count, file } = manifest.components;
  const values = decodeFloat16(bytes);
  const need = dimension * (count + 1) + manifest.rows * count;
  if (values.length !== need) {
    throw new UnreadableError(
      `${file} does not fit its manifest: need ${need} values, got ${values.length}; fetch both again.`,
    );
  }
  return {
    mean: values.slice(0, dimension),
    axes: values.slice(dimension, dimension * (count + 1)),
    values: values.slice(dimension * (count + 1)),
  };
}

/**
 * Opens a baked catalogue: its components are fetched whole and verified; of the table only the columns are read. When the
 * first image is needed, the whole table is fetched, verified and kept, because a map of thumbnails needs all of them.
 *
 * @throws UnreadableError where a file is missing, damaged or of another version
 */
export async function openBaked(source: BakedSource, job: ReadJob): Promise<ReadableCatalogue> {
  const manifest = await fetchManifest(source.manifestUrl);
  const urlOf = (file: string) => source.manifestUrl.replace(/[^/]*$/, file);
  const packed = await fetchVerified(urlOf(manifest.components.file), manifest.components);
  const { mean, axes, values } = unpackComponents(manifest, new Uint8Array(packed));
  const table = await bytesOfUrl(urlOf(manifest.table.file), manifest.table.file);
  if (table.byteLength !== manifest.table.bytes) throw wrongFile(manifest.table, `${table.byteLength} bytes`);
  const { contents } = await openParquet(table, job);
  if (contents.rowCount !== manifest.rows) throw wrongFile(manifest.table, `${contents.rowCount} rows`);

  const { count, dimension } = manifest.components;
  let whole: Promise<ReadableCatalogue> | undefined;
  const fetchWhole = async () => {
    const bytes = await fetchVerified(urlOf(manifest.table.file), manifest.table);
    return openParquet(bytesOfBuffer(bytes, manifest.table.file), job);
  };
  return {
    contents: {
      ...contents,
      name: manifest.name,
      components: sixteenBitRowsOf(values, count),
      basis: { mean, axes: { rows: count, columns: dimension, values: axes } },
      ...originOf(manifest.weights, manifest.weightsSha256),
      head: manifest.answers?.head,
      simulated: manifest.simulated,
      credit: manifest.credit,
    },
    readAnswers: manifest.answers && (() => fetchAnswers(manifest, urlOf)),
    async readImages(rows) {
      whole ??= fetchWhole().catch(error => {
        whole = undefined; // so that the next call tries again
        throw error;
      });
      return (await whole).readImages(rows);
    },
  };
}

/** The head's predictions for each galaxy: fetched when they are first needed, which the map does not do. */
async function fetchAnswers(manifest: BakedManifest, urlOf: (file: string) => string): Promise<Matrix> {
  const { answers, rows } = manifest;
  if (!answers) throw new UnreadableError(`${manifest.name} has no predictions.`);
  const values = decodeFloat16(new Uint8Array(await fetchVerified(urlOf(answers.file), answers)));
  return { rows, columns: values.length / rows, values };
}

async function fetchManifest(url: string): Promise<BakedManifest> {
  const text = await (await request(url, 'The embedded catalogue')).text();
  let manifest: Partial<BakedManifest>;
  try {
    manifest = JSON.parse(text) as Partial<BakedManifest>;
  } catch {
    throw new UnreadableError(
      `${url} is not JSON: it begins "${text.slice(0, 30)}"; is the catalogue there?`,
    );
  }
  if (manifest.format !== 'morphospace-baked-1' || !manifest.table || !manifest.components) {
    throw new UnreadableError(
      `${url} is not the manifest of a baked catalogue: need format "morphospace-baked-1", got "${manifest.format}"; bake it again.`,
    );
  }
  return manifest as BakedManifest;
}

async function fetchVerified(url: string, file: BakedFile): Promise<ArrayBuffer> {
  const bytes = await (await request(url, file.file)).arrayBuffer();
  if (bytes.byteLength !== file.bytes) throw wrongFile(file, `${bytes.byteLength} bytes`);
  const sha256 = await sha256Of(bytes);
  if (sha256 !== file.sha256) throw wrongFile(file, `SHA-256 ${sha256}`);
  return bytes;
}

function wrongFile(file: BakedFile, found: string): UnreadableError {
  return new UnreadableError(
    `${file.file} is not the file its manifest names (${file.bytes} bytes, SHA-256 ${file.sha256.slice(0, 8)}…): it has ${found}; fetch both again.`,
  );
}
