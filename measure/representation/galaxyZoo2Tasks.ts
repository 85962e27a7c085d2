import type { OpenedCatalogue } from '../../src/contracts/ingest.ts';
import type { Split } from '../../src/maths/statistics/split.ts';
import { numberReader, openGalaxies } from '../sources/galaxyCatalogue.ts';
import { fitLinearProbe } from '../statistics/linearProbe.ts';
import { fittedOrJudged, labelledOf, represent, together } from './represented.ts';
import { areaTask, type Tasks } from './task.ts';

/** What Galaxy Zoo 2's volunteers say of a galaxy: the share of all of them above which it counts. */
const questions = {
  odd: { column: 'Class6.1', above: 0.5 },
  ring: { column: 'Class8.1', above: 0.3 },
  merger: { column: 'Class8.6', above: 0.3 },
  irregular: { column: 'Class8.4', above: 0.3 },
  edgeOn: { column: 'Class2.1', above: 0.5 },
  cigar: { column: 'Class7.3', above: 0.4 },
  featured: { column: 'Class1.2', above: 0.5 },
};

/** Asked only of discs that most volunteers see face-on: yes counts where more say yes than no. */
const faceOnQuestions = {
  bar: { yes: 'Class3.1', no: 'Class3.2' },
  spiral: { yes: 'Class4.1', no: 'Class4.2' },
};
const faceOn = { column: 'Class2.2', above: 0.5 };

/**
 * Galaxy Zoo 2: areas under ROC of probes for what most volunteers say. Bars and arms are known of a tenth of gz2-voted, and
 * of the galaxies of gz2-more that more/gz2-votes has the votes of: both catalogues' are taken together.
 */
export async function galaxyZoo2Tasks(source: string): Promise<Tasks> {
  const voted = await represent('gz2-voted.parquet', source);
  const votes = (await openGalaxies('more/gz2-votes.parquet')).opened;
  const rowOfId = new Map(Array.from(votes.ids, (id, row) => [id, row]));
  const isFaceOn = share(votes, faceOn.column);
  const more = await represent('gz2-more.parquet', source, opened =>
    fittedOrJudged(opened).filter(row => isFaceOn(rowOfId.get(opened.ids.at(row)) ?? -1) > faceOn.above),
  );
  const tasks: Tasks = {};
  for (const [name, { column, above }] of Object.entries(questions)) {
    const of = share(voted.opened, column);
    const labelOf = (row: number) => Number(of(row) > above);
    const test = labelledOf(voted, labelOf, 'test');
    const probe = fitLinearProbe(labelledOf(voted, labelOf, 'train'), null, voted.columns, 2);
    tasks[name] = areaTask(probe(test.rows), test.labels);
  }
  for (const [name, asked] of Object.entries(faceOnQuestions)) {
    const [ofVoted, ofVotes] = [answer(voted.opened, asked), answer(votes, asked)];
    const ofMore = (row: number) => ofVotes(rowOfId.get(more.opened.ids.at(row)) ?? -1);
    const both = (split: Split) =>
      together(labelledOf(voted, ofVoted, split), labelledOf(more, ofMore, split));
    const test = both('test');
    const probe = fitLinearProbe(both('train'), null, voted.columns, 2);
    tasks[name] = areaTask(probe(test.rows), test.labels);
  }
  return tasks;
}

/** A share by row; NaN where there is no such row. */
function share(opened: OpenedCatalogue, column: string): (row: number) => number {
  const read = numberReader(opened, column);
  return row => read(row) ?? Number.NaN;
}

/** 1 where more say yes than no, 0 where not, NaN where few see a face-on disc or nobody was asked. */
function answer(opened: OpenedCatalogue, { yes, no }: { yes: string; no: string }): (row: number) => number {
  const [first, second, asked] = [share(opened, yes), share(opened, no), share(opened, faceOn.column)];
  return row => {
    const all = first(row) + second(row);
    return asked(row) > faceOn.above && all > 0 ? Number(first(row) > 0.5 * all) : Number.NaN;
  };
}
