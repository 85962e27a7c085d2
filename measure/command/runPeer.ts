import { spawnSync } from 'node:child_process';

/**
 * Runs a program on one thread and reads the JSON of its last line.
 *
 * @param args the program's file, then its numbers
 * @throws Error where it does not finish
 */
export function runPeer<Told>(program: string, args: readonly string[]): Told {
  const { status, stdout } = spawnSync(program, args, {
    stdio: ['ignore', 'pipe', 2],
    encoding: 'utf8',
    env: { ...process.env, OMP_NUM_THREADS: '1', MKL_NUM_THREADS: '1' },
  });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} did not finish; see the lines above`);
  return JSON.parse(stdout.trim().split('\n').at(-1)!);
}
