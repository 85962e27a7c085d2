/**
 * `npm run survey-test`: a million made-up rows through the bake on Ray and the service over LanceDB, by hand, since it takes
 * minutes and both have to be installed (set MORPHOSPACE_PYTHON where another has them than `python3`). It fails where an
 * answer is wrong, and its figures go into docs/figures.md.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { folderFiles, pythonPath } from '../../test/bake/ray/python.ts';
import { serveFiles } from '../../test/data/bytes/fileServer.ts';
import { commandOptions, wholeNumber } from '../command/commandOptions.ts';
import { thisMachine } from '../record/machine.ts';
import { runFigure } from '../record/runFigure.ts';
import { bakePython } from './bakeRates.ts';
import { clumpedGalaxies } from './clumpedGalaxies.ts';
import { askedOfFiles, askedOfService } from './surveyAnswers.ts';
import { surveyInput } from './surveyInput.ts';

const usage = `npm run survey-test -- [options]: bakes made-up rows on Ray and asks them of the files and of LanceDB
  --rows N      default 1,000,000
  --no-record   leaves docs/figures.md alone`;
const values = commandOptions(usage, { rows: { type: 'string' }, 'no-record': { type: 'boolean' } });
const rows = wholeNumber(usage, '--rows', values.rows, 1000) ?? 1_000_000;
const leastRecall = 0.95; // of the ten nearest, by files as the page begins and by the service
const root = new URL('../../', import.meta.url);

async function surveyTest() {
  const folder = mkdtempSync(join(tmpdir(), 'morphospace-survey-'));
  try {
    const made = clumpedGalaxies(rows, 1);
    const input = await surveyInput(join(folder, 'input.parquet'), made, rows);
    const output = join(folder, 'survey');
    const bakeSeconds = baked(input, output);
    const server = await serveFiles(folderFiles(output));
    const files = await askedOfFiles(`${server.url}catalogue.json`, made);
    await server.close();
    const service = await askedOfService(output, join(folder, 'survey.lance'), made);
    for (const [name, found] of Object.entries({ files: files.recall10, service: service.serviceRecall10 }))
      if (found < leastRecall)
        throw new Error(`need a recall of ${leastRecall} from the ${name}; got ${found}`);
    return { rows, bakeSeconds, rowsPerSecond: Math.round(rows / bakeSeconds), ...files, ...service };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Bakes on a Ray of this machine, without UMAP. @returns seconds, the start of Ray included */
function baked(input: string, output: string): number {
  const began = performance.now();
  const args = ['-m', 'morphospace_bake', input, output, '--address', 'local', '--map', 'components'];
  const { status } = spawnSync(bakePython(), args, { env: pythonPath(), stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error('the bake on Ray did not finish; see the lines above');
  return Math.round((performance.now() - began) / 100) / 10;
}

const page = fileURLToPath(new URL('docs/figures.md', root));
const quoting = fileURLToPath(new URL('README.md', root));
try {
  await runFigure(
    {
      name: 'survey-test',
      tells: 'a million made-up rows through the bake on Ray, and asked of its files and of LanceDB',
      compute: surveyTest,
      command: `npm run survey-test${rows === 1_000_000 ? '' : ` -- --rows ${rows}`}`,
    },
    {
      places: values['no-record'] ? null : { page, quoting },
      machine: thisMachine(),
      now: () => new Date(),
      print: line => console.log(line),
    },
  );
  process.exit(0); // Ray's and the service's pipes would keep the process alive
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
