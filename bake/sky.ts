/** `npm run sky`: simulates and bakes the embedded sky into public/demo. `-- --count N --output FOLDER` makes another. */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { formatGalaxies } from '../src/ui/text/quantity.ts';
import { bakeSky } from './bakeSky.ts';
import { ProgressLine } from './progressLine.ts';
import { shippedSeed } from './shippedSeed.ts';

const shippedCount = 4096; // at least 4,000, and the pictures of so many stay below 10 MB

const clock = () => performance.now();
const line = new ProgressLine(clock);
try {
  const { values } = parseArgs({ options: { count: { type: 'string' }, output: { type: 'string' } } });
  const count = values.count === undefined ? shippedCount : Number(values.count);
  if (!Number.isSafeInteger(count) || count < 3)
    throw new Error(`need --count of 3 or more; got ${values.count}.`);
  const folder = values.output ?? fileURLToPath(new URL('../public/demo/', import.meta.url));
  const { table, components } = await bakeSky({ count, seed: shippedSeed, folder }, line, clock);
  line.say(
    `${folder} holds ${formatGalaxies(count)} in ${((table.bytes + components.bytes) / 1e6).toFixed(1)} MB.`,
  );
} catch (error) {
  line.say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
