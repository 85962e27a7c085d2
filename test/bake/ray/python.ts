import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The Python that has the packages of bake/ray/requirements.txt, where that is another than `python3`. */
export const python = process.env.MORPHOSPACE_PYTHON ?? 'python3';
const home = fileURLToPath(new URL('../../../bake/ray/', import.meta.url));

/** Whether Python has these modules; tests that need more are skipped, and say so. */
export function hasModules(...modules: string[]): boolean {
  const script = `import importlib.util, sys; sys.exit(not all(map(importlib.util.find_spec, ${JSON.stringify(modules)})))`;
  return spawnSync(python, ['-c', script]).status === 0;
}

/** The environment in which Python finds the packages of bake/ray. */
export function pythonPath(): NodeJS.ProcessEnv {
  return { ...process.env, PYTHONPATH: home, OMP_NUM_THREADS: '1', PYTHONDONTWRITEBYTECODE: '1' };
}

/** Runs Python with the packages of bake/ray on its path. */
export function runPython(args: string[], input?: string): SpawnSyncReturns<string> {
  return spawnSync(python, args, { encoding: 'utf8', env: pythonPath(), input, maxBuffer: 2 ** 28 });
}

/** The bytes of all files of a folder, as `serveFiles` serves them. */
export function folderFiles(folder: string): Map<string, Uint8Array> {
  const names = readdirSync(folder, { recursive: true }).map(String);
  const files = names.filter(name => statSync(join(folder, name)).isFile());
  return new Map(files.map(name => [name, new Uint8Array(readFileSync(join(folder, name)))]));
}
