import { runMap } from '../../workers/layout/mapRun.ts';
import { clusteredVectors } from '../sources/clusteredVectors.ts';

const sizes = { '300k': 300_000, '1M': 1_000_000 } as const;
const columns = 40;
const clusters = 200;
const seed = 1;

interface LargeMapSide {
  /** Processor seconds of the whole map, one thread. */
  seconds: number;
  /** Of them, by what the person is told meanwhile. */
  phases: Record<string, number>;
  /** Share of the neighbours found of the galaxies that settle together, 0–1. */
  neighbourRecall: number;
  /** Most resident memory of the process, the vectors included, 1 MB = 1,000,000 bytes. */
  peakMb: number;
}

type LargeMapFigure = Record<keyof typeof sizes, LargeMapSide>;

/** Maps of catalogues so large that a sample settles and the others are placed among them; one run each. */
export async function measureLargeMap(): Promise<LargeMapFigure> {
  const figure: Partial<LargeMapFigure> = {};
  for (const [name, rows] of Object.entries(sizes) as [keyof typeof sizes, number][]) {
    figure[name] = await mapped(rows);
    console.error(name, JSON.stringify(figure[name]));
  }
  return figure as LargeMapFigure;
}

async function mapped(rows: number): Promise<LargeMapSide> {
  const values = new Float32Array(rows * columns);
  let at = 0;
  for (const row of clusteredVectors({ rows, columns, clusters, seed })) {
    values.set(row, at);
    at += columns;
  }
  const phases: Record<string, number> = {};
  const started = cpuSeconds();
  let last = started;
  let phase = 'Finding neighbours';
  const count = (next: string) => {
    const now = cpuSeconds();
    phases[phase] = (phases[phase] ?? 0) + now - last;
    last = now;
    phase = next;
  };
  const job = {
    report: (progress: { phase: string }) => count(progress.phase.replace(/ \(.*/, '')),
    breathe: async () => undefined,
  };
  const { neighbourRecall } = await runMap(
    { rows, columns, values },
    { seed },
    () => undefined,
    job,
    () => performance.now(),
  );
  count(phase);
  return {
    seconds: rounded(cpuSeconds() - started),
    phases: Object.fromEntries(Object.entries(phases).map(([each, seconds]) => [each, rounded(seconds)])),
    neighbourRecall,
    peakMb: Math.round((process.resourceUsage().maxRSS * 1024) / 1e6),
  };
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function rounded(seconds: number): number {
  return Math.round(seconds * 10) / 10;
}
