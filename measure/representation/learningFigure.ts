import { startNodeBackend } from '../../bake/nodeEncoder.ts';
import type { Interval } from '../../src/maths/statistics/intervals.ts';
import { createRandom } from '../../src/maths/statistics/random.ts';
import { pairedBootstrap } from '../statistics/bootstrap.ts';
import { type Labelled, labelledRows } from '../statistics/linearProbe.ts';
import { probed, type QuestionGalaxies } from './asked.ts';
import { askedOfExperts } from './efigiTasks.ts';
import { askedOfVolunteers } from './galaxyZoo2Tasks.ts';
import { together } from './represented.ts';
import { galaxiesOf, judged, type ProbeAnswers, task } from './task.ts';

const weights = 'galaxy';
const parts = { none: 0, quarter: 0.25, half: 0.5, all: 1 } as const;
type Part = keyof typeof parts;
const seed = 9;

/** One question's figures with ever more of the new labels, as `representation` judges them. */
interface Curve {
  /** Train galaxies whose labels there were before; 0 leaves out what none of the new labels would give */
  before: number;
  /** Train galaxies with new labels */
  added: number;
  figures: Partial<Record<Part, number>>;
  /** 95 % interval of what the second half of the new labels adds, by a paired bootstrap over the test galaxies */
  allMinusHalf: Interval;
}

/**
 * Whether more labels would help: probes on the galaxy weights' representations with none, a quarter, half and all of the
 * labels in the folder `more`, each part within the next. The weights themselves learnt from all of them.
 */
export async function measureLearning(): Promise<Record<string, Curve>> {
  await startNodeBackend(() => performance.now());
  const questions = { ...(await askedOfVolunteers(weights, 0)), ...(await askedOfExperts(weights)) };
  const curves: Record<string, Curve> = {};
  for (const [name, asked] of Object.entries(questions)) {
    curves[name] = curveOf(asked);
    console.error(name, JSON.stringify(curves[name]));
  }
  return curves;
}

function curveOf(asked: QuestionGalaxies): Curve {
  const { fit, added } = asked;
  const answers: Partial<Record<Part, ProbeAnswers>> = {};
  for (const [part, share] of Object.entries(parts) as [Part, number][]) {
    const train = together(fit, shareOf(added, asked.columns, share));
    if (train.labels.length > 0) answers[part] = probed(asked, train);
  }
  const [half, all] = [answers.half!, answers.all!];
  return {
    before: fit.labels.length,
    added: added.labels.length,
    figures: Object.fromEntries(Object.entries(answers).map(([part, own]) => [part, task(own).figure])),
    allMinusHalf: pairedBootstrap(galaxiesOf(all), drawn => judged(all, drawn) - judged(half, drawn)),
  };
}

/** A share of galaxies; a smaller share is within a larger one. */
function shareOf(all: Labelled, columns: number, share: number): Labelled {
  const order = createRandom(seed).shuffle(Array.from(all.labels, (_, i) => i));
  return labelledRows(all, columns, order.slice(0, Math.round(share * order.length)));
}
