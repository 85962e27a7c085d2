import type { Column } from '../../contracts/column.ts';
import { bareQuestion, campaignOf } from '../../maths/catalogue/questionName.ts';
import { answerPhrase, topicOf } from './answerPhrases.ts';
import { questionText } from './galaxyZooQuestions.ts';

/** The Kaggle challenge's questions in its order, Class1 … Class11, and their answers (Dieleman et al. 2015, figure 1). */
const kaggle: readonly (readonly [question: string, answers: string])[] = [
  ['smooth-or-featured', 'smooth featured-or-disk artifact'],
  ['disk-edge-on', 'yes no'],
  ['bar', 'yes no'],
  ['has-spiral-arms', 'yes no'],
  ['bulge-size', 'no just-noticeable obvious dominant'],
  ['something-odd', 'yes no'],
  ['how-rounded', 'round in-between cigar'],
  ['odd-feature', 'ring lens-or-arc disturbed irregular other merger dust-lane'],
  ['bulge-shape', 'round boxy no-bulge'],
  ['spiral-winding', 'tight medium loose'],
  ['spiral-arm-count', '1 2 3 4 more-than-4 cant-tell'],
];

/** What the last word of a column's name counts; a share needs no word. */
const measures: Record<string, string> = {
  fraction: '',
  debiased: 'debiased',
  count: 'votes',
  weighted: 'weighted',
};

/** A Galaxy Zoo column's name taken apart. */
interface ColumnWords {
  /** "Spiral arms", "Spiral arms (debiased)", "Votes on spiral arms" */
  label: string;
  /** "Does it have spiral arms?" */
  question: string;
  /** "gz2"; empty where the name does not say */
  campaign: string;
}

/**
 * The words of a Galaxy Zoo column: `Class4.1` of the Kaggle challenge, or `<question>[-<campaign>]_<answer>[_<measure>]` and
 * `<question>_total-votes` as galaxy_datasets and the published catalogues write them.
 *
 * @returns null for any other name
 */
export function columnWords(name: string): ColumnWords | null {
  const coded = /^Class(\d+)\.(\d+)$/.exec(name);
  if (coded) {
    const [question, answers] = kaggle[Number(coded[1]) - 1] ?? [];
    const answer = answers?.split(' ')[Number(coded[2]) - 1];
    return question && answer ? wordsOf(question, answer, '') : null;
  }
  const at = name.indexOf('_');
  const question = name.slice(0, at);
  if (at < 0 || questionText(bareQuestion(question)) === undefined) return null;
  const rest = name.slice(at + 1);
  if (rest === 'total-votes') {
    const own = questionText(bareQuestion(question)) ?? '';
    return {
      label: `Votes on ${topicOf({ name: question })}`,
      question: own,
      campaign: campaignOf(question),
    };
  }
  const [answer, measure, ...more] = rest.split('_');
  if (more.length > 0 || (measure !== undefined && !(measure in measures))) return null;
  return wordsOf(question, answer, measure === undefined ? '' : measures[measure]);
}

function wordsOf(question: string, answer: string, measure: string): ColumnWords {
  const phrase = answerPhrase({ name: question }, answer);
  return {
    label: measure ? `${phrase} (${measure})` : phrase,
    question: questionText(bareQuestion(question)) ?? '',
    campaign: campaignOf(question),
  };
}

/** Columns with labels where their names are Galaxy Zoo's; two that would read alike say their campaign, or keep their names. */
export function withColumnWords(columns: Column[]): Column[] {
  const words = columns.map(column => (column.label === undefined ? columnWords(column.name) : null));
  if (words.every(each => each === null)) return columns;
  const labels = words.map(each => each?.label);
  const clash = repeated(labels);
  const longer = words.map((each, i) =>
    each && clash.has(labels[i]) && each.campaign ? `${each.label}, ${each.campaign}` : labels[i],
  );
  const still = repeated(longer);
  return columns.map((column, i) => {
    const own = words[i];
    if (!own || still.has(longer[i])) return column;
    return { ...column, label: longer[i], description: column.description ?? own.question };
  });
}

function repeated(labels: readonly (string | undefined)[]): Set<string | undefined> {
  const seen = new Set<string>();
  const twice = new Set<string | undefined>();
  for (const label of labels) {
    if (label === undefined) continue;
    if (seen.has(label)) twice.add(label);
    seen.add(label);
  }
  return twice;
}
