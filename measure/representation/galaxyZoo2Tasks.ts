import type { OpenedCatalogue } from '../../src/contracts/ingest.ts';
import { numberReader, openGalaxies } from '../sources/galaxyCatalogue.ts';
import { probed, type QuestionGalaxies } from './asked.ts';
import { fittedOrJudged, labelledOf, represent, together } from './represented.ts';
import { type Tasks, task } from './task.ts';

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
 * Areas under ROC of probes for what most volunteers of Galaxy Zoo 2 say. Bars and arms are known of a tenth of gz2-voted, and
 * of the galaxies of gz2-more that more/gz2-votes has the votes of: both catalogues' are taken together.
 */
export async function galaxyZoo2Tasks(source: string): Promise<Tasks> {
  const asked = await askedOfVolunteers(source, faceOn.above);
  const tasks: Tasks = {};
  for (const [name, question] of Object.entries(asked)) {
    const { fit, added } = question;
    tasks[name] = task(probed(question, name in questions ? fit : together(fit, added)));
  }
  return tasks;
}

/**
 * The galaxies each question is asked of, by the names of the figures.
 *
 * @param least share of volunteers who see a face-on disc, of those galaxies of gz2-more that are looked at; 0 for all
 */
export async function askedOfVolunteers(
  source: string,
  least: number,
): Promise<Record<string, QuestionGalaxies>> {
  const voted = await represent('gz2-voted.parquet', source);
  const votes = (await openGalaxies('more/gz2-votes.parquet')).opened;
  const rowOfId = new Map(Array.from(votes.ids, (id, row) => [id, row]));
  const isFaceOn = share(votes, faceOn.column);
  const more = await represent('gz2-more.parquet', source, opened =>
    fittedOrJudged(opened).filter(row => isFaceOn(rowOfId.get(opened.ids.at(row)) ?? -1) >= least),
  );
  const votesOfMore = (of: (row: number) => number) => (row: number) =>
    of(rowOfId.get(more.opened.ids.at(row)) ?? -1);
  const all: Record<string, QuestionGalaxies> = {};
  const area = { judgedBy: 'area', classes: 2, columns: voted.columns } as const;
  for (const [name, question] of Object.entries(questions)) {
    all[name] = {
      ...area,
      fit: labelledOf(voted, most(voted.opened, question), 'train'),
      added: labelledOf(more, votesOfMore(most(votes, question)), 'train'),
      test: labelledOf(voted, most(voted.opened, question), 'test'),
    };
  }
  for (const [name, question] of Object.entries(faceOnQuestions)) {
    const [ofVoted, ofMore] = [answer(voted.opened, question), votesOfMore(answer(votes, question))];
    all[name] = {
      ...area,
      fit: labelledOf(voted, ofVoted, 'train'),
      added: labelledOf(more, ofMore, 'train'),
      test: together(labelledOf(voted, ofVoted, 'test'), labelledOf(more, ofMore, 'test')),
    };
  }
  return all;
}

/** 1 where more than a share of all volunteers say so, 0 where not, NaN where noGalaxies was asked. */
function most(
  opened: OpenedCatalogue,
  { column, above }: { column: string; above: number },
): (row: number) => number {
  const read = share(opened, column);
  return row => (Number.isNaN(read(row)) ? Number.NaN : Number(read(row) > above));
}

/** A share by row; NaN where there is no such row. */
function share(opened: OpenedCatalogue, column: string): (row: number) => number {
  const read = numberReader(opened, column);
  return row => read(row) ?? Number.NaN;
}

/** 1 where more say yes than no, 0 where not, NaN where few see a face-on disc or noGalaxies was asked. */
function answer(opened: OpenedCatalogue, { yes, no }: { yes: string; no: string }): (row: number) => number {
  const [first, second, asked] = [share(opened, yes), share(opened, no), share(opened, faceOn.column)];
  return row => {
    const all = first(row) + second(row);
    return asked(row) > faceOn.above && all > 0 ? Number(first(row) > 0.5 * all) : Number.NaN;
  };
}
