import { vi } from 'vitest';
import type {
  DistilCheckpoint,
  DistilRequest,
  DistilSnapshot,
} from '../../../src/contracts/distillation/distil.ts';
import type { EvaluationRow, PrototypeFrame } from '../../../src/contracts/distillation/prototypes.ts';
import type { PixelView } from '../../../src/contracts/ingest.ts';
import type { DistilNote, DistilShelf } from '../../../src/data/runs/distilRuns.ts';
import { usualDistilSettings } from '../../../src/data/runs/distilSettings.ts';
import { type UnwrittenCard, writePrototypes } from '../../../src/data/runs/prototypeFiles.ts';
import type { DistilClients } from '../../../src/features/distil/distilClients.ts';
import { createPrototypeLibrary } from '../../../src/features/distil/gallery/shippedPrototypes.ts';
import type { DistilCalls } from '../../../src/features/distil/run/distilClient.ts';
import type { Session } from '../../../src/session/session.ts';
import { freeLocks } from '../freeLocks.ts';

export const classNames = [
  'round',
  'in-between',
  'cigar',
  'edge-on',
  'featured face-on',
  'ring',
  'merger',
  'irregular',
];
export const sidePx = 32;
const perImage = sidePx * sidePx * 3;

/** A blurred ellipse of its class: wide to narrow; a ring for "ring". (side, side, 3), standardised. */
function made(label: number, noise: number, seed = 1): Float32Array {
  const axis = 1 - 0.8 * ((label % 4) / 3);
  return Float32Array.from({ length: perImage }, (_, i) => {
    const p = Math.floor(i / 3);
    const x = ((p % sidePx) - 15.5) / 8;
    const y = (Math.floor(p / sidePx) - 15.5) / (8 * axis);
    const r = Math.hypot(x, y);
    const light = label === 5 ? Math.exp(-((r - 1) ** 2) * 8) : Math.exp(-r * r);
    return 3 * light - 0.4 + noise * Math.sin(12.9898 * (i + 1) * (label + seed));
  });
}

export function frameOf(
  iteration: number,
  imagesPerClass: number,
  noise: number,
  classes = classNames.length,
): PrototypeFrame {
  const n = classes * imagesPerClass;
  const images = new Float32Array(n * perImage);
  for (let i = 0; i < n; i++) {
    images.set(made(Math.floor(i / imagesPerClass), noise, (i % imagesPerClass) + 1), i * perImage);
  }
  return { iteration, images };
}

const rowOf = (fields: Partial<EvaluationRow>, classes = classNames.length): EvaluationRow => ({
  contender: 'synthetic',
  network: 'convnet',
  imagesPerClass: 1,
  accuracies: [0.5, 0.52],
  mean: 0.51,
  sd: 0.014,
  low: 0.44,
  high: 0.58,
  confusion: Uint32Array.from({ length: classes ** 2 }, (_, i) => (i % (classes + 1) === 0 ? 12 : 1)),
  recipe: '300 steps on all images.',
  ...fields,
});

const plain = ({ confusion, ...row }: EvaluationRow) => ({ ...row, confusion: Array.from(confusion) });

/** A shipped set of `imagesPerClass`, three frames long. */
export async function fakeShippedSet(name: string, imagesPerClass: number, method: 'stm' | 'dm' = 'stm') {
  const labels = classNames.flatMap((_, label) => Array<number>(imagesPerClass).fill(label));
  const card: UnwrittenCard = {
    name,
    title: `Eight shapes, ${imagesPerClass} a class, ${method.toUpperCase()}`,
    credit: 'Made up.',
    classes: classNames,
    view: { sidePx, cropFraction: 0.6 },
    mean: [40, 36, 34],
    deviation: [40, 36, 34],
    settings: usualDistilSettings(method, imagesPerClass),
    labels,
    stepSizes: [0.02],
    perClass: { train: 80, validation: 11, test: 23 },
    iterations: [],
    evaluations: [
      rowOf({ imagesPerClass, mean: method === 'stm' ? 0.51 : 0.47 }),
      rowOf({ imagesPerClass, network: 'resnet', mean: 0.42 }),
      rowOf({ imagesPerClass, contender: 'random', mean: 0.33 }),
      rowOf({ imagesPerClass, contender: 'full', mean: 0.61 }),
    ].map(plain),
  };
  const frames = [
    frameOf(0, imagesPerClass, 3),
    frameOf(100, imagesPerClass, 1),
    frameOf(250, imagesPerClass, 0.2),
  ];
  const averages = new Float32Array(classNames.length * perImage);
  for (const label of classNames.keys()) averages.set(made(label, 0), label * perImage);
  return writePrototypes(card, frames, averages);
}

/** A folder of shipped sets, as it is fetched. */
async function fakeFolder(sets: { name: string; imagesPerClass: number; method?: 'stm' | 'dm' }[]) {
  const files = new Map<string, BodyInit>([
    ['index.json', JSON.stringify({ sets: sets.map(({ name }) => name) })],
  ]);
  for (const { name, imagesPerClass, method } of sets) {
    const { card, bytes } = await fakeShippedSet(name, imagesPerClass, method);
    files.set(`${name}.json`, JSON.stringify(card)).set(card.images.file, bytes);
  }
  return async (address: URL | RequestInfo): Promise<Response> => {
    const body = files.get(String(address).split('/').at(-1) ?? '');
    return body === undefined ? new Response(null, { status: 404 }) : new Response(body);
  };
}

/** A shelf that lasts for the test. */
export function memoryShelf(): DistilShelf & { requests: Map<string, DistilRequest> } {
  const requests = new Map<string, DistilRequest>();
  const checkpoints = new Map<string, DistilCheckpoint>();
  const rows = new Map<string, EvaluationRow[]>();
  const changed = new Map<string, number>();
  return {
    requests,
    list: async () => ({
      setAside: 0,
      items: [...requests.values()].map(
        ({ key, title, set, settings }): DistilNote => ({
          key,
          title,
          setTitle: set.title,
          classes: set.classes,
          settings,
          iterations: checkpoints.get(key)?.iterations.length ?? 0,
          changedMs: changed.get(key) ?? 0,
        }),
      ),
    }),
    async begin(request, _expertsKey, nowMs) {
      requests.set(request.key, request);
      changed.set(request.key, nowMs);
    },
    request: async key => requests.get(key),
    checkpoint: async key => checkpoints.get(key),
    async putCheckpoint(key, checkpoint, nowMs) {
      checkpoints.set(key, checkpoint);
      changed.set(key, nowMs);
    },
    evaluations: async key => rows.get(key) ?? [],
    async putEvaluation(key, row) {
      rows.set(key, [...(rows.get(key) ?? []), row]);
    },
    expertEpoch: async () => undefined,
    lastEpoch: async () => undefined,
    putExpertEpoch: async () => {},
    async remove(key) {
      requests.delete(key);
      checkpoints.delete(key);
      rows.delete(key);
    },
  };
}

/** A worker that forms the made images, 10 iterations a call, and keeps a checkpoint of every call. */
function fakeWorker(shelf: DistilShelf) {
  let openRun: { request: DistilRequest; snapshot: DistilSnapshot } | undefined;
  async function open(request: DistilRequest): Promise<DistilSnapshot> {
    const { set, settings, key } = request;
    const checkpoint = await shelf.checkpoint(key);
    const classes = set.classes.length;
    const frame = frameOf(0, settings.imagesPerClass, 3, classes);
    const wanted = settings.method === 'dm' ? 0 : settings.experts.experts * settings.experts.epochs;
    const made = checkpoint?.iterations.length ?? 0;
    const snapshot: DistilSnapshot = {
      expertEpochs: made > 0 ? wanted : 0,
      expertEpochsWanted: wanted,
      iterations: checkpoint?.iterations ?? [],
      labels: Uint8Array.from(
        { length: classes * settings.imagesPerClass },
        (_, i) => i / settings.imagesPerClass,
      ),
      frame: checkpoint ? { iteration: made, images: checkpoint.images } : frame,
      frames: checkpoint?.frames ?? [frame],
      stepSizes: [],
      finished: made >= settings.iterations,
      evaluations: await shelf.evaluations(key),
    };
    openRun = { request, snapshot };
    return snapshot;
  }
  const calls = {
    chooseBackend: vi.fn(async () => ({ chosen: 'wasm' as const, reason: '', overridden: false, laps: [] })),
    startDistillation: vi.fn(async (request: DistilRequest) => {
      await shelf.begin(request, 'experts', 1);
      return open(request);
    }),
    resumeDistillation: vi.fn(async (key: string) => {
      const request = await shelf.request(key);
      if (!request) throw new Error(`need a run that is kept; got ${key}`);
      return open(request);
    }),
    trainExperts: vi.fn(async () => {}),
    distil: vi.fn(async () => {
      const { request, snapshot } = openRun!;
      const from = snapshot.iterations.length;
      const fresh = Array.from({ length: Math.min(10, request.settings.iterations - from) }, (_, i) => ({
        iteration: from + i + 1,
        loss: 1 / (from + i + 1),
        cap: 1 + Math.floor((from + i) / 10),
      }));
      const iterations = [...snapshot.iterations, ...fresh];
      const frame = frameOf(
        iterations.length,
        request.settings.imagesPerClass,
        3 / (1 + iterations.length / 10),
        request.set.classes.length,
      );
      const frames = [...snapshot.frames, frame];
      openRun = { request, snapshot: { ...snapshot, iterations, frame, frames } };
      await shelf.putCheckpoint(request.key, { iterations, frames, images: frame.images }, 2);
      return {
        iterations: fresh,
        frame,
        frames: [frame],
        keptFrames: frames.map(({ iteration }) => iteration),
        stepSizes: [0.02],
        finished: iterations.length >= request.settings.iterations,
        secondsLeft: 60,
      };
    }),
    evaluate: vi.fn(async (contender: EvaluationRow['contender'], network: EvaluationRow['network']) => {
      const { request, snapshot } = openRun!;
      const { imagesPerClass } = request.settings;
      const iteration = contender === 'synthetic' ? snapshot.iterations.length : undefined;
      const row = rowOf({ contender, network, imagesPerClass, iteration }, request.set.classes.length);
      await shelf.putEvaluation(request.key, row);
      return row;
    }),
    prototypes: vi.fn(),
    endDistillation: vi.fn(async () => {}),
  };
  return calls;
}

/** Everything the room speaks to, made up. */
export async function fakeClients(session: Session, sets = [{ name: 'stm-1', imagesPerClass: 1 }]) {
  const shelf = memoryShelf();
  const folder = await fakeFolder(sets);
  const worker = fakeWorker(shelf);
  const ended = vi.fn();
  let keys = 0;
  const timers: (() => void)[] = [];
  const clients: DistilClients = {
    session,
    openWorker: () => ({
      api: worker as unknown as ReturnType<DistilClients['openWorker']>['api'] & DistilCalls,
      settle: call => call,
      end: ended,
    }),
    library: createPrototypeLibrary('http://made.up/prototypes/', folder as typeof fetch),
    shelf,
    locks: freeLocks,
    pixels: vi.fn(async (_handle: number, rows: Uint32Array, view: PixelView) => ({
      rows,
      sidePx: view.sidePx,
      pixels: pixelsOf(rows, view),
      problems: [],
    })),
    newKey: () => `run ${++keys}`,
    later: run => timers.push(run),
  };
  return { clients, worker, shelf, ended, timers };
}

/** Row r is a galaxy of class r modulo 8. */
function pixelsOf(rows: Uint32Array, view: PixelView): Uint8Array {
  const size = view.sidePx * view.sidePx * 3;
  const step = sidePx / view.sidePx;
  const pixels = new Uint8Array(rows.length * size);
  for (const [i, row] of rows.entries()) {
    const whole = made(row % 8, 0);
    for (let p = 0; p < size; p++) {
      const x = Math.floor((Math.floor(p / 3) % view.sidePx) * step);
      const y = Math.floor(Math.floor(p / 3 / view.sidePx) * step);
      pixels[i * size + p] = Math.max(0, Math.min(255, 60 + 40 * whole[(y * sidePx + x) * 3 + (p % 3)]));
    }
  }
  return pixels;
}
