import { transfer } from 'comlink';
import type {
  CatalogueSource,
  EncodedImage,
  FitsGalaxyPixels,
  IngestWorker,
  OpenedCatalogue,
  PixelBatch,
  PixelView,
} from '../../src/contracts/ingest.ts';
import type { JobPort } from '../../src/contracts/job.ts';
import type { KeptSource } from '../../src/contracts/kept.ts';
import type { Matrix } from '../../src/contracts/matrix.ts';
import { reasonOf, UnreadableError } from '../../src/data/bytes/unreadable.ts';
import { openBaked } from '../../src/data/catalogues/bakedCatalogue.ts';
import { fingerprintOf } from '../../src/data/catalogues/catalogueKey.ts';
import { openParquet } from '../../src/data/catalogues/parquet/parquetCatalogue.ts';
import type { ReadJob } from '../../src/data/catalogues/parquet/parquetTable.ts';
import { isFitsName, isTableName } from '../../src/data/catalogues/tables/tableName.ts';
import type { LoadLzf } from '../../src/data/hdf5/hdf5File.ts';
import type { CodecModules } from '../../src/data/images/imageCodecs.ts';
import { ImageError } from '../../src/data/images/imageError.ts';
import { imageKind } from '../../src/data/images/imageKind.ts';
import type { CatalogueContents, ReadableCatalogue, StoredImage } from '../../src/data/images/storedImage.ts';
import type { RowRoom } from '../../src/data/parquet/vectorSinks.ts';
import { openBytes } from '../../src/data/remote/openBytes.ts';
import { createSharedRows } from '../../src/kernels/search/rowMemory.ts';
import { createSixteenBitRows, type SixteenBitRows } from '../../src/maths/neighbours/sixteenBitRows.ts';

/** Runs a loop under a job's port: `serveJob` of src/rpc in a worker; a command reports in its own way. */
type ServeJob = <T>(port: JobPort | undefined, loop: (job: ReadJob) => Promise<T>) => Promise<T>;

/** Fetches compiled decoders when the first file needs them. */
interface DecoderLoaders {
  codecs(): Promise<CodecModules>;
  lzf: LoadLzf;
}

/**
 * The ingest worker as an object, for its thread and for the baking command: opens catalogues and reads their images.
 *
 * @param serveJob runs a loop under a job's port
 */
export function createIngest(loaders: DecoderLoaders, serveJob: ServeJob): IngestWorker {
  const opened = new Map<number, ReadableCatalogue>();
  let lastHandle = 0;
  // Decoders and resizing are fetched when the first image is decoded: a map is drawn without them.
  let imageReader: ReturnType<typeof startImageReader> | undefined;
  const startedImageReader = () => {
    imageReader ??= startImageReader(loaders.codecs).catch(error => {
      imageReader = undefined; // so that the next call tries again
      throw error;
    });
    return imageReader;
  };
  const catalogueOf = (handle: number, rows: Uint32Array): ReadableCatalogue => {
    const catalogue = opened.get(handle);
    if (!catalogue)
      throw new RangeError(`need an open catalogue; got handle ${handle}, which is closed or unknown`);
    const beyond = rows.find(row => row >= catalogue.contents.rowCount);
    if (beyond !== undefined) {
      throw new RangeError(`need rows < ${catalogue.contents.rowCount}; got row ${beyond}`);
    }
    return catalogue;
  };

  return {
    async open(source: CatalogueSource, job?: JobPort): Promise<OpenedCatalogue> {
      const rooms = sharedRooms();
      const catalogue = await serveJob(job, context =>
        openSource(source, context, { room: rooms.room, lzf: loaders.lzf }),
      );
      const handle = ++lastHandle;
      const sharedMemory = rooms.memoryOf(catalogue.contents.components);
      const contents = { ...(await mapped(catalogue.contents)), sharedMemory, handle };
      // What is sent away is not kept: only ids stay, to name galaxies in sentences, and the way to the images.
      const { ids, name, rowCount } = contents;
      fingerprintOf(ids); // travels with them: half a second for a million, which the page has not
      opened.set(handle, { ...catalogue, contents: { ...emptied, ids, name, rowCount } });
      return transfer(contents, buffersOf(contents));
    },

    async images(handle: number, rows: Uint32Array): Promise<EncodedImage[]> {
      return encoded(await catalogueOf(handle, rows).readImages(rows));
    },

    async preview(handle: number, path: string): Promise<EncodedImage[]> {
      const { readPreview } = catalogueOf(handle, new Uint32Array(0));
      return encoded((await readPreview?.(path)) ?? []);
    },

    async pixels(handle: number, rows: Uint32Array, view: PixelView): Promise<PixelBatch> {
      const catalogue = catalogueOf(handle, rows);
      const { ids, name } = catalogue.contents;
      const nameOf = (row: number) => `${ids.at(row)} (row ${row})`;
      const { pixelBatchOf, hasSixteenBits, sixteenBitTold, decoder } = await startedImageReader();
      const images = await catalogue.readImages(rows);
      const batch = await pixelBatchOf(images, view, decoder, nameOf);
      if (!catalogue.sixteenBitsTold && images.some(hasSixteenBits)) {
        catalogue.sixteenBitsTold = true;
        batch.problems.push({ sentence: sixteenBitTold(name) });
      }
      return sent(batch);
    },

    async pixelsOfFile(file: File, view: PixelView): Promise<PixelBatch> {
      const bytes = await file.arrayBuffer().catch(error => {
        throw new UnreadableError(`${file.name} cannot be read (${reasonOf(error)}): choose it again.`);
      });
      const { checkView, pixelsOf, decoder } = await startedImageReader();
      checkView(view);
      try {
        const pixels = await pixelsOf(new Uint8Array(bytes), view, decoder);
        return sent({ rows: Uint32Array.of(0), sidePx: view.sidePx, pixels, problems: [] });
      } catch (error) {
        if (!(error instanceof ImageError)) throw error;
        throw new UnreadableError(`${file.name} ${reasonOf(error)}: choose another image.`);
      }
    },

    async thumbnails(handle: number, rows: Uint32Array, sidePx: number): Promise<Uint8Array> {
      const { readImages } = catalogueOf(handle, rows);
      const { thumbnailsOf, decoder } = await startedImageReader();
      const pixels = await thumbnailsOf(await readImages(rows), sidePx, decoder);
      return transfer(pixels, [pixels.buffer as ArrayBuffer]);
    },

    async fitsPixels(handle: number, row: number): Promise<FitsGalaxyPixels> {
      const { readFitsPixels, contents } = catalogueOf(handle, Uint32Array.of(row));
      if (!readFitsPixels) throw new Error(`need a catalogue of FITS images; got ${contents.name}`);
      const pixels = await readFitsPixels(row);
      return transfer(pixels, [...new Set(pixels.bands.map(({ values }) => values.buffer as ArrayBuffer))]);
    },

    async answers(handle: number): Promise<Matrix> {
      const { readAnswers } = catalogueOf(handle, new Uint32Array(0));
      if (!readAnswers) throw new Error('need a catalogue that brings predictions; got one without');
      const answers = await readAnswers();
      return transfer(answers, [answers.values.buffer as ArrayBuffer]);
    },

    async close(handle: number): Promise<void> {
      opened.get(handle)?.close?.();
      opened.delete(handle);
    },
  };
}

/** With the sky as its map, where a catalogue has nothing else to draw one from. */
async function mapped(contents: CatalogueContents): Promise<CatalogueContents> {
  if (contents.hasImages || contents.positions || contents.components) return contents;
  const { hasSkyAlone, withSkyAsMap } = await import('../../src/data/catalogues/skyAsMap.ts');
  return hasSkyAlone(contents) ? withSkyAsMap(contents) : contents;
}

/** Images that can be read, for display. */
function encoded(found: readonly StoredImage[]): EncodedImage[] {
  const images = found.flatMap((image): EncodedImage[] => {
    const type = 'bytes' in image ? imageKind(image.bytes) : undefined;
    return 'bytes' in image && type ? [{ row: image.row, type, bytes: image.bytes.slice() }] : [];
  });
  return transfer(
    images,
    images.map(image => image.bytes.buffer as ArrayBuffer),
  );
}

async function startImageReader(loadCodecs: () => Promise<CodecModules>) {
  const [{ ImageDecoder }, batches, { sixteenBitTold }, modules] = await Promise.all([
    import('../../src/data/images/imageDecoder.ts'),
    import('../../src/data/images/pixelBatch.ts'),
    import('../../src/data/images/pngCounts.ts'),
    loadCodecs(),
  ]);
  return { ...batches, sixteenBitTold, decoder: new ImageDecoder(modules) };
}

const emptied = { name: '', columns: [], hasImages: false, simulated: false, problems: [] };

/** Room for components where all threads see them, as far as the page may share memory; and the memory it is in. */
function sharedRooms(): {
  room: RowRoom;
  memoryOf(rows: SixteenBitRows | undefined): WebAssembly.Memory | undefined;
} {
  const memories = new Map<SixteenBitRows, WebAssembly.Memory>();
  return {
    room(count, columns) {
      const shared = createSharedRows(count, columns);
      if (!shared) return createSixteenBitRows(count, columns);
      memories.set(shared.rows, shared.memory);
      return shared.rows;
    },
    memoryOf: rows => rows && memories.get(rows),
  };
}

/** What opening takes besides the source: room for components, and the plug-in for LZF. */
interface OpeningMeans {
  room: RowRoom;
  lzf: LoadLzf;
}

function openSource(source: CatalogueSource, job: ReadJob, means: OpeningMeans): Promise<ReadableCatalogue> {
  switch (source.kind) {
    case 'images':
      // With the reader of tables, which a Parquet file does not need.
      return import('../../src/data/catalogues/imageFolder.ts').then(({ openImages }) =>
        openImages(source, job),
      );
    case 'hdf5':
      return import('../../src/data/catalogues/survey/hdf5Catalogue.ts').then(({ openHdf5Images }) =>
        openHdf5Images(source, means.lzf),
      );
    case 'table':
      return import('../../src/data/catalogues/tables/tableCatalogue.ts').then(({ openTable }) =>
        openTable(source, pageOrigin()),
      );
    case 'fits':
      return import('../../src/data/catalogues/survey/fitsCatalogue.ts').then(({ openFitsImages }) =>
        openFitsImages(source, job, pageOrigin()),
      );
    case 'many':
      return import('../../src/data/catalogues/manyCatalogue.ts').then(({ openMany }) =>
        openMany(source, job),
      );
    case 'baked':
      return openBaked(source, job);
    case 'kept':
      return openFromShelf(source, job, means);
    default:
      if (source.kind === 'url' && /\.json$/i.test(source.url)) {
        // With the reader of tiles, which a Parquet file does not need.
        return import('../../src/data/tiles/tiledCatalogue.ts').then(({ openTiled }) =>
          openTiled(source.url, job),
        );
      }
      if (source.kind === 'url' && (isTableName(source.name) || isFitsName(source.name))) {
        return import('../../src/data/catalogues/tables/tableOfUrl.ts').then(({ openTableOfUrl }) =>
          openTableOfUrl(source, job, pageOrigin()),
        );
      }
      return Promise.resolve(openBytes(source)).then(bytes =>
        openParquet(bytes, job, means.room, pageOrigin()),
      );
  }
}

/** Undefined outside a browser. */
function pageOrigin(): string | undefined {
  return (globalThis as { location?: Location }).location?.origin;
}

/** With the database, which nothing else here needs. */
async function openFromShelf(
  source: KeptSource,
  job: ReadJob,
  means: OpeningMeans,
): Promise<ReadableCatalogue> {
  const [{ openKept }, { createKeptDatabase }] = await Promise.all([
    import('../../src/data/kept/keptCatalogue.ts'),
    import('../../src/data/kept/keptDatabase.ts'),
  ]);
  return openKept(source, createKeptDatabase(), original => openSource(original, job, means));
}

function sent(batch: PixelBatch): PixelBatch {
  return transfer(batch, [batch.rows.buffer as ArrayBuffer, batch.pixels.buffer as ArrayBuffer]);
}

/** Every buffer of a catalogue once: handing them over saves copying a hundred megabytes of representations. */
function buffersOf(contents: OpenedCatalogue): ArrayBuffer[] {
  const arrays: (ArrayBufferView | undefined)[] = [
    contents.raDeg,
    contents.decDeg,
    contents.embedding?.values,
    contents.embeddingRows,
    contents.components?.coarse,
    contents.components?.fine,
    contents.components?.scales,
    contents.basis?.mean,
    contents.basis?.axes.values,
    contents.positions,
    contents.restored?.componentRows,
    ...[...contents.columns, ...(contents.restored?.published ?? [])].map(c =>
      c.kind === 'number' ? c.values : c.kind === 'category' ? c.codes : undefined,
    ),
  ];
  const buffers = arrays.flatMap(array => (array ? [array.buffer] : []));
  return [...new Set(buffers)].filter(buffer => buffer instanceof ArrayBuffer); // what is shared is not handed over
}
