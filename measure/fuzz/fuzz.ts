/**
 * `npm run fuzz`: reads 2,000 damaged copies of a file of every kind people drop. Each gives what the whole file gives, or a
 * sentence why it is refused, or its rows with a word on what is missing, within a second and 300 MB. The last line is one
 * JSON object; its `faults` are mutations that ended otherwise.
 *
 * Options: `--seed N` (default: drawn, and printed), `--count N` (2000), `--only READER`.
 */
import { parseArgs } from 'node:util';
import { fuzzedReaders } from './fuzzedReaders.ts';
import { type FuzzCounts, type FuzzFault, fuzzReader } from './fuzzReader.ts';

const { values } = parseArgs({
  options: { seed: { type: 'string' }, count: { type: 'string', default: '2000' }, only: { type: 'string' } },
});
const seed = values.seed === undefined ? Math.floor(Math.random() * 1e6) : Number(values.seed);
const count = Number(values.count);
if (values.only !== undefined && !(values.only in fuzzedReaders)) {
  console.error(`need one of ${Object.keys(fuzzedReaders).join(', ')} after --only; got ${values.only}`);
  process.exit(2);
}
console.log(`seed ${seed}, ${count} mutations a reader`);
const readers: Record<string, FuzzCounts> = {};
const faults: Record<string, FuzzFault[]> = {};
for (const name of values.only ? [values.only] : Object.keys(fuzzedReaders)) {
  const found = await fuzzReader(name, seed, count);
  readers[name] = found.counts;
  if (found.faults.length > 0) faults[name] = found.faults;
  console.log(name.padEnd(15), JSON.stringify(found.counts));
  for (const { mutation, why } of found.faults.slice(0, 10)) console.log(`  mutation ${mutation}: ${why}`);
}
const faultCount = Object.values(faults).reduce((sum, each) => sum + each.length, 0);
console.log(JSON.stringify({ seed, count, readers, faults: faultCount }));
process.exit(faultCount === 0 ? 0 : 1);
