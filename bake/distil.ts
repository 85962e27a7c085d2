/** `npm run distil -- FOLDER NAME [--settings JSON]`: distils gz2-voted's preset; what is kept in FOLDER is gone on from. */
import { parseArgs } from 'node:util';
import type { DistilMethod, DistilSettings } from '../src/contracts/distill.ts';
import { usualDistilSettings } from '../src/data/distilSettings.ts';
import { createDistil } from '../workers/tensor/distil.ts';
import { createDistilFolder } from './distilFolder.ts';
import { presetOf } from './gz2Curated.ts';
import { startNodeBackend } from './nodeEncoder.ts';
import { nodeJobPort } from './nodeJobPort.ts';
import { ProgressLine } from './progressLine.ts';

const usage =
  'npm run distil -- FOLDER NAME [--method stm|mtt|dm] [--images 1] [--settings JSON] [--until N] [--judge]\n' +
  '  FOLDER      where runs, their experts and their checkpoints are kept; outside the repository\n' +
  '  NAME        of the run; one that is kept goes on, whatever the options say\n' +
  '  --settings  what differs from the usual settings: \'{"start": "real", "matching": {"studentSteps": 5}}\'\n' +
  '  --until     stop after this iteration, to go on another time; so does Ctrl-C, within half a minute\n' +
  '  --judge     at the end, judge the images on the test part, beside what they are to be compared with';

type Changes = { [Key in keyof DistilSettings]?: Partial<DistilSettings[Key]> | DistilSettings[Key] };

const stretchSeconds = 20; // a line of the log

const line = new ProgressLine(() => performance.now());
try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      method: { type: 'string', default: 'stm' },
      images: { type: 'string', default: '1' },
      settings: { type: 'string', default: '{}' },
      until: { type: 'string' },
      judge: { type: 'boolean', default: false },
    },
  });
  const [folder, key] = positionals;
  if (positionals.length !== 2 || !['stm', 'mtt', 'dm'].includes(values.method)) throw new Error(usage);
  await startNodeBackend(() => performance.now());
  const worker = createDistil(createDistilFolder(folder), Date.now);
  const plain = usualDistilSettings(values.method as DistilMethod, Number(values.images));
  const settings = withChanges(plain, JSON.parse(values.settings));
  const title = `${values.method.toUpperCase()}, ${settings.imagesPerClass} a class, from ${settings.start === 'real' ? 'real galaxies' : 'noise'}`;
  const set = await presetOf('gz2-voted.parquet');
  let { finished } = await worker.startDistillation({ key, title, set, settings });
  await worker.trainExperts(nodeJobPort(progress => line.show(progress)));
  let stopped = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      stopped = true;
    });
  }
  const until = values.until === undefined ? Number.POSITIVE_INFINITY : Number(values.until);
  while (!finished && !stopped) {
    const stretch = await worker.distil(stretchSeconds);
    finished = stretch.finished;
    const last = stretch.iterations.at(-1);
    const loss = stretch.iterations.reduce((sum, each) => sum + each.loss / stretch.iterations.length, 0);
    line.say(
      `${last?.iteration}: loss ${loss.toFixed(4)}, cap ${last?.cap}, step sizes ${stretch.stepSizes.map(size => size.toFixed(3)).join(' ')}, ${Math.round(stretch.secondsLeft ?? 0)} s left`,
    );
    if ((last?.iteration ?? 0) >= until) break;
  }
  if (values.judge) {
    for (const contender of ['synthetic', 'random', 'average', 'herding', 'full'] as const) {
      const row = await worker.evaluate(contender, 'convnet');
      line.say(`${contender}: ${row.mean.toFixed(3)} ± ${row.sd.toFixed(3)} (${row.recipe})`);
    }
  }
  await worker.endDistillation(); // keeps what is not kept yet
  process.exit(0); // libraries with worker threads would keep the process alive
} catch (error) {
  line.say(error instanceof Error ? error.message : String(error));
  process.exit(1);
}

function withChanges(settings: DistilSettings, changes: Changes): DistilSettings {
  const merged = Object.entries(changes).map(([key, value]) => {
    const own = settings[key as keyof DistilSettings];
    const isGroup = typeof own === 'object' && typeof value === 'object';
    return [key, isGroup ? { ...own, ...value } : value];
  });
  return { ...settings, ...Object.fromEntries(merged) };
}
