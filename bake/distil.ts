/** `npm run distil -- FOLDER NAME [--settings JSON]`: distils a labelled set, or goes on with the run that FOLDER keeps. */
import { parseArgs } from 'node:util';
import type { CuratedSet } from '../src/contracts/curation.ts';
import type { DistilSettings } from '../src/contracts/distillation/distilSettings.ts';
import type { Contender } from '../src/contracts/distillation/prototypes.ts';
import { usualDistilSettings } from '../src/data/runs/distilSettings.ts';
import { type DistilMethod, distilMethods } from '../src/maths/distillation/distilMethods.ts';
import { createDistil } from '../workers/tensor/distil.ts';
import { createEvaluation } from '../workers/tensor/distilEvaluation.ts';
import { createDistilFolder } from './distilFolder.ts';
import { fashionSet } from './fashionSet.ts';
import { presetOf } from './gz2Curated.ts';
import { nineShapes } from './nineShapes.ts';
import { startNodeBackend } from './nodeEncoder.ts';
import { nodeJobPort } from './nodeJobPort.ts';
import { ProgressLine } from './progressLine.ts';

const usage =
  'npm run distil -- FOLDER NAME [--method stm|mtt|dm] [--images 1] [--settings JSON] [--until N] [--judge PART]\n' +
  '  FOLDER      where runs, their experts and their checkpoints are kept; outside the repository\n' +
  '  NAME        of the run; one that is kept goes on, whatever the options say\n' +
  '  --set       a file of ../shared/galaxies (default gz2-voted), "nine": the paper\'s nine classes, or "fashion": Fashion-MNIST of Debian\n' +
  '  --settings  what differs from the usual settings: \'{"start": "real", "matching": {"studentSteps": 5}}\'\n' +
  '  --until     stop after this iteration, to go on another time; so does Ctrl-C, within half a minute\n' +
  '  --judge     at the end, fresh networks on "validation", to choose settings by, or on "test", which is kept for the card\n' +
  '  --contenders of synthetic,random,average,herding,full (default synthetic); resnet: synthetic, judged by the other architecture';

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
      set: { type: 'string', default: 'gz2-voted' },
      until: { type: 'string' },
      judge: { type: 'string', default: '' },
      contenders: { type: 'string', default: 'synthetic' },
    },
  });
  const [folder, key] = positionals;
  if (positionals.length !== 2 || !(values.method in distilMethods)) throw new Error(usage);
  await startNodeBackend(() => performance.now());
  const shelf = createDistilFolder(folder);
  const worker = createDistil(shelf, Date.now);
  const plain = usualDistilSettings(values.method as DistilMethod, Number(values.images));
  const settings = withChanges(plain, JSON.parse(values.settings));
  const title = `${values.method.toUpperCase()}, ${settings.imagesPerClass} a class, from ${settings.start === 'real' ? 'real galaxies' : 'noise'}`;
  const set = await setNamed(values.set);
  const standing = await worker.startDistillation({ key, title, set, settings });
  let [finished, made] = [standing.finished, standing.iterations.length];
  await worker.trainExperts(nodeJobPort(progress => line.show(progress)));
  let stopped = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      stopped = true;
    });
  }
  const until = values.until === undefined ? Number.POSITIVE_INFINITY : Number(values.until);
  while (!finished && !stopped && made < until) {
    const stretch = await worker.distil(stretchSeconds);
    finished = stretch.finished;
    made += stretch.iterations.length;
    const last = stretch.iterations.at(-1);
    const loss = stretch.iterations.reduce((sum, each) => sum + each.loss / stretch.iterations.length, 0);
    line.say(
      `${last?.iteration}: loss ${loss.toFixed(4)}, cap ${last?.cap}, step sizes ${stretch.stepSizes.map(size => size.toFixed(3)).join(' ')}, ${Math.round(stretch.secondsLeft ?? 0)} s left`,
    );
  }
  await worker.endDistillation(); // keeps what is not kept yet
  if (values.judge) await judge(key, values.judge, values.contenders.split(','));

  async function judge(run: string, part: string, contenders: string[]): Promise<void> {
    const { frame, labels, stepSizes } = await worker.resumeDistillation(run);
    const own = (await shelf.request(run))!;
    const evaluation = createEvaluation(own, { images: frame.images, labels, stepSizes });
    const nobody = { report: () => undefined, breathe: async () => undefined };
    for (const name of contenders) {
      const network = name === 'resnet' ? 'resnet' : 'convnet';
      const contender = (name === 'resnet' ? 'synthetic' : name) as Contender;
      const row =
        part === 'test'
          ? await worker.evaluate(contender, network)
          : await evaluation.judge(contender, network, 'validation', nobody);
      line.say(
        `${run} at ${frame.iteration}, ${name}: ${row.mean.toFixed(3)} ± ${row.sd.toFixed(3)}, ${row.recipe}`,
      );
    }
  }
  process.exit(0); // libraries with worker threads would keep the process alive
} catch (error) {
  line.say(error instanceof Error ? error.message : String(error));
  process.exit(1);
}

async function setNamed(name: string): Promise<CuratedSet> {
  if (name === 'fashion') return fashionSet();
  return name === 'nine' ? nineShapes() : presetOf(`${name}.parquet`);
}

function withChanges(settings: DistilSettings, changes: Changes): DistilSettings {
  const merged = Object.entries(changes).map(([key, value]) => {
    const own = settings[key as keyof DistilSettings];
    const isGroup = typeof own === 'object' && typeof value === 'object';
    return [key, isGroup ? { ...own, ...value } : value];
  });
  return { ...settings, ...Object.fromEntries(merged) };
}
