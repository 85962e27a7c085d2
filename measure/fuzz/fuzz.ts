/**
 * `npm run fuzz`: reads 2,000 damaged copies of a file of every kind people drop. Each gives what the whole file gives, or a
 * sentence why it is refused, or its rows with a word on what is missing, within a second and 300 MB. The last line is one
 * JSON object; its `faults` are mutations that ended otherwise.
 */
import { commandOptions, refuse, wholeNumber } from '../command/commandOptions.ts';
import { fuzzedReaders } from './fuzzedReaders.ts';
import { type FuzzCounts, type FuzzFault, fuzzReader } from './fuzzReader.ts';

const readerNames = Object.keys(fuzzedReaders);
const usage = `npm run fuzz -- [options]: reads damaged copies of a file of every kind people drop
  --seed N       of the damage; default: drawn, and printed
  --count N      damaged copies a reader; default: 2000
  --only READER  one of ${readerNames.join(', ')}`;

const values = commandOptions(usage, {
  seed: { type: 'string' },
  count: { type: 'string' },
  only: { type: 'string' },
});
const seed = wholeNumber(usage, '--seed', values.seed) ?? Math.floor(Math.random() * 1e6);
const count = wholeNumber(usage, '--count', values.count, 1) ?? 2000;
if (values.only !== undefined && !readerNames.includes(values.only)) {
  refuse(usage, `need one of the readers after --only; got “${values.only}”`);
}
console.log(`seed ${seed}, ${count} mutations a reader`);
const readers: Record<string, FuzzCounts> = {};
const faults: Record<string, FuzzFault[]> = {};
for (const name of values.only ? [values.only] : readerNames) {
  const found = await fuzzReader(name, seed, count);
  readers[name] = found.counts;
  if (found.faults.length > 0) faults[name] = found.faults;
  console.log(name.padEnd(15), JSON.stringify(found.counts));
  for (const { mutation, why } of found.faults.slice(0, 10)) console.log(`  mutation ${mutation}: ${why}`);
}
const faultCount = Object.values(faults).reduce((sum, each) => sum + each.length, 0);
console.log(JSON.stringify({ seed, count, readers, faults: faultCount }));
process.exit(faultCount === 0 ? 0 : 1);
