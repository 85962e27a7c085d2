import type { RunContext } from './runContext.ts';

/** The finished network of a run as a file. @throws Error with a sentence where there is none */
export async function runFile({ clients, runOf }: RunContext, key: string): Promise<File> {
  const run = runOf(key);
  const blob = await clients.shelf.file(key);
  if (!run || !blob) throw new Error('This run has no network yet: finish its training first.');
  return new File([blob], `${fileName(run.name)}.safetensors`);
}

/** A name that any file system accepts. */
export function fileName(name: string): string {
  return name.replace(/[^\p{L}\p{N} ._-]+/gu, ' ').trim() || 'run';
}
