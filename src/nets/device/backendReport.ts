import type { BackendLap, BackendName } from '../../contracts/tensor.ts';

/** Backends as spelled out in sentences; src/app/backendTitles.ts has the short names. */
export const backendLongNames: Record<BackendName, string> = {
  webgpu: 'WebGPU',
  wasm: 'WebAssembly',
  cpu: 'plain JavaScript',
};

/**
 * Why a backend was chosen, in one sentence for the person.
 *
 * @param finished the laps that ran, fastest first
 * @param laps all of them; failures are mentioned
 * @param override the backend the person asked for
 */
export function reasonFor(
  finished: BackendLap[],
  laps: BackendLap[],
  override: BackendName | undefined,
): string {
  if (override) return `${backendLongNames[override]}, as you chose.`;
  const told = ({ name, adapter, software }: BackendLap) =>
    adapter
      ? `${backendLongNames[name]} (${adapter}${software ? ', computing on the processor' : ''})`
      : backendLongNames[name];
  const time = (lap: BackendLap) => `${lap.milliseconds.toFixed(lap.milliseconds < 10 ? 1 : 0)} ms`;
  const [first, ...others] = finished;
  const slower = others.map(lap => `${told(lap)} took ${time(lap)}`);
  const failed = laps.filter(lap => lap.failure).map(lap => lap.failure?.replace(/\.$/, ''));
  return `${[`${told(first)} was the fastest on this machine, ${time(first)} for the trial`, ...slower, ...failed].join('; ')}.`;
}
