import { loadNodeEncoder, startNodeBackend } from '../../bake/nodeEncoder.ts';
import type { TreeQuestion } from '../../src/contracts/decisionTree.ts';
import { volunteerShares } from '../../src/data/galaxyZoo/volunteerShares.ts';
import { defaultWeights } from '../../src/data/weights/shelf/shippedWeights.ts';
import { sharesOfConcentrations } from '../../src/maths/catalogue/decisionTree.ts';
import { type Split, splitOf } from '../../src/maths/statistics/split.ts';
import { applyHead } from '../../src/nets/encoders/linearHead.ts';
import { openGalaxies, representationsOfRows } from '../sources/galaxyCatalogue.ts';

const fewestAsked = 0.25; // 10 of 40 volunteers: the share of fewer is mostly chance
const bins = 10;

/** How well a question's predicted shares agree with the volunteers'. */
interface QuestionFigure {
  /** Root of the mean squared difference of predicted and given share, over answers and galaxies. */
  rmse: number;
  /** The same for one answer to all galaxies: the mean shares of the train split. */
  rmseConstant: number;
  /** Expected calibration error: mean |predicted − given| over ten bins of the predicted share, by their numbers. */
  ece: number;
  /** Galaxies of the test split that at least a quarter of the volunteers were asked about. */
  galaxies: number;
}

/** What the shipped head says of the test split of gz2-voted, beside what the volunteers said, question by question. */
export async function measureVotes(): Promise<Record<string, QuestionFigure>> {
  await startNodeBackend(() => performance.now());
  const galaxies = await openGalaxies('gz2-voted.parquet');
  const { encoder, head } = await loadNodeEncoder(defaultWeights);
  encoder.dispose();
  if (head?.card.kind !== 'tree')
    throw new Error(`need weights with a head of questions; ${defaultWeights} has none`);
  const { questions } = head.card;
  const ids = galaxies.opened.ids;
  const said = volunteerShares(questions, galaxies.opened.columns);
  if (!said) throw new Error('need volunteers’ votes in gz2-voted.parquet; got none');
  const rowsOf = (split: Split) =>
    Uint32Array.from([...Array(ids.length).keys()].filter(row => splitOf(ids.at(row)) === split));

  const test = rowsOf('test');
  const { values, columns } = await representationsOfRows(galaxies, test, defaultWeights);
  const given = Array.from(test, row => said(row));
  const predicted = Array.from(test, (_, i) =>
    sharesOfConcentrations(questions, applyHead(head, values.subarray(i * columns, (i + 1) * columns))),
  );
  const trained = Array.from(rowsOf('train'), row => said(row));
  return Object.fromEntries(
    questions.map((question, q) => {
      const isAsked = (reading: { asked: Float64Array }) => reading.asked[q] >= fewestAsked;
      const rows = [...given.keys()].filter(i => isAsked(given[i]));
      const pairs = answersOf(question).map(answer => ({
        predicted: rows.map(i => predicted[i][answer]),
        given: rows.map(i => given[i].shares[answer]),
        constant: mean(trained.filter(isAsked).map(reading => reading.shares[answer])),
      }));
      const squares = (of: (pair: (typeof pairs)[number], k: number) => number) =>
        Math.sqrt(mean(pairs.flatMap(pair => rows.map((_, k) => of(pair, k) ** 2))));
      const figure: QuestionFigure = {
        rmse: squares((pair, k) => pair.predicted[k] - pair.given[k]),
        rmseConstant: squares((pair, k) => pair.constant - pair.given[k]),
        ece: calibrationError(
          pairs.flatMap(pair => pair.predicted),
          pairs.flatMap(pair => pair.given),
        ),
        galaxies: rows.length,
      };
      return [question.name, figure];
    }),
  );
}

function answersOf({ start, answers }: TreeQuestion): number[] {
  return answers.map((_, i) => start + i);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function calibrationError(predicted: readonly number[], given: readonly number[]): number {
  const excess = new Float64Array(bins);
  for (const [k, share] of predicted.entries()) {
    excess[Math.min(bins - 1, Math.floor(share * bins))] += share - given[k];
  }
  return excess.reduce((sum, each) => sum + Math.abs(each), 0) / predicted.length;
}
