/** `npm run bake -- INPUT OUTPUT.parquet`: a Parquet file or a folder in, a catalogue with its map out. */
import { formatGalaxies } from '../src/ui/text/quantity.ts';
import { ArgumentError, readArguments, usage } from './bakeArguments.ts';
import { bakeCatalogue } from './bakeCatalogue.ts';
import { ProgressLine } from './progressLine.ts';

const clock = () => performance.now();
const line = new ProgressLine(clock);
try {
  const options = readArguments(process.argv.slice(2));
  const rows = await bakeCatalogue(options, line, clock);
  line.say(`${options.output} holds ${formatGalaxies(rows)} with representations, components and a map.`);
} catch (error) {
  line.say(error instanceof Error ? error.message : String(error));
  if (error instanceof ArgumentError) line.say(`\n${usage}`);
  process.exitCode = error instanceof ArgumentError ? 2 : 1; // 2, as shells have it, for a wrong command line
}
