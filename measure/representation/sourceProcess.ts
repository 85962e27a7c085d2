/** A process that does the tasks of one source, named as its argument, and hands them to the one that began it. */
import { startNodeBackend } from '../../bake/nodeEncoder.ts';
import { tasksOf } from './sourceTasks.ts';

process.once('disconnect', () => process.exit(1)); // nobody waits for them any more
try {
  await startNodeBackend(() => performance.now());
  process.send!(await tasksOf(process.argv[2]), () => process.exit(0));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
