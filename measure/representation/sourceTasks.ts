import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { efigiTasks } from './efigiTasks.ts';
import { galaxyZoo1Tasks } from './galaxyZoo1Tasks.ts';
import { galaxyZoo2Tasks } from './galaxyZoo2Tasks.ts';
import { ringTasks } from './ringTasks.ts';
import type { Tasks } from './task.ts';

/** All tasks of one source: weights by their name, "random" for untrained ones, or "pixels". */
export async function tasksOf(source: string): Promise<Tasks> {
  return {
    ...(await galaxyZoo1Tasks(source)),
    ...(await galaxyZoo2Tasks(source)),
    ...(await efigiTasks(source)),
    ...(await ringTasks(source)),
  };
}

/**
 * The tasks of each source, several at a time in processes of their own: a network runs on one core in Node.
 *
 * @param together sources at a time; give it the number of cores
 * @throws Error where a source's process ends without its tasks
 */
export async function tasksOfSources(
  sources: readonly string[],
  together: number,
): Promise<Record<string, Tasks>> {
  const all: Record<string, Tasks> = {};
  const left = [...sources];
  const goOn = async (): Promise<void> => {
    for (let source = left.shift(); source !== undefined; source = left.shift()) {
      all[source] = await inProcess(source);
      console.error(
        source,
        JSON.stringify(Object.entries(all[source]).map(([name, { figure }]) => [name, figure])),
      );
    }
  };
  await Promise.all(Array.from({ length: together }, goOn));
  return all;
}

function inProcess(source: string): Promise<Tasks> {
  const program = fileURLToPath(new URL('./sourceProcess.ts', import.meta.url));
  return new Promise((resolve, reject) => {
    const child = fork(program, [source], { serialization: 'advanced' }); // keeps arrays of numbers as they are
    child.once('message', message => resolve(message as Tasks));
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`the tasks of ${source} ended without an answer: see above`)));
  });
}
