import type { Column } from '../../contracts/column.ts';
import type {
  CuratedChoice,
  CuratedPart,
  CuratedRows,
  CuratedSet,
  CurationRecipe,
} from '../../contracts/curation.ts';
import type { IdRows, PixelBatch } from '../../contracts/ingest.ts';
import { type ColumnRule, columnRule } from '../../maths/catalogue/columnRule.ts';
import { classAverages } from '../../maths/distillation/contenders.ts';
import { channelStatistics, standardised } from '../../maths/images/channelStatistics.ts';
import { hashOf, type Split, splitOf } from '../../maths/statistics/split.ts';
import { ruleColumns } from '../catalogues/columnLabels.ts';

interface Member {
  row: number;
  confidence: number;
}

const parts = ['train', 'validation', 'test'] as const;
const shares: Record<Split, number> = { train: 0.7, validation: 0.1, test: 0.2 }; // shares of the project's split

/** How many galaxies a recipe finds. */
export interface CurationCounts {
  /** (classes) galaxies that fulfil each rule and no earlier one, in all parts */
  found: Uint32Array;
  /** (classes) how many of those are in the training part of the project's split */
  toTrain: Uint32Array;
}

/** @throws RuleError for a rule that cannot be read; RangeError where a confidence is not a column of numbers */
export function countCurated(
  recipe: CurationRecipe,
  ids: IdRows,
  columns: readonly Column[],
): CurationCounts {
  return countsOf(membersOf(recipe, ids, columns));
}

/**
 * The most certain galaxies of each class, the same number of each: `perClass` to train on, or fewer if the smallest class has
 * fewer, and in proportion 1/7 of that to validate and 2/7 to test, if every class has so many.
 *
 * @param ids of the galaxies, by row
 * @throws RuleError for a rule that cannot be read; RangeError where a class has too few galaxies, or a confidence is not numbers
 */
export function chooseCurated(
  recipe: CurationRecipe,
  ids: IdRows,
  columns: readonly Column[],
): CuratedChoice {
  if (recipe.classes.length < 2 || !(recipe.perClass >= 1)) {
    throw new RangeError(
      `need at least two classes and one galaxy of each; got ${recipe.classes.length} classes of ${recipe.perClass}`,
    );
  }
  const members = membersOf(recipe, ids, columns);
  const smallest = Math.min(recipe.perClass, ...members.train.map(({ length }) => length));
  const part = (name: Split): CuratedRows => {
    const wanted = Math.max(1, Math.round((smallest * shares[name]) / shares.train));
    return surest(members[name], wanted, ids, name, recipe);
  };
  return {
    recipe,
    train: part('train'),
    validation: part('validation'),
    test: part('test'),
    ...countsOf(members),
  };
}

type Members = Record<Split, Member[][]>;

function membersOf(recipe: CurationRecipe, ids: IdRows, columns: readonly Column[]): Members {
  const seen = ruleColumns(columns);
  const rules = recipe.classes.map(({ rule }) => columnRule(rule, seen));
  const sureness = recipe.classes.map(({ confidence }) => confidenceOf(confidence, columns));
  const members = Object.fromEntries(parts.map(part => [part, rules.map((): Member[] => [])])) as Members;
  for (let row = 0; row < ids.length; row++) {
    const label = rules.findIndex((rule: ColumnRule) => rule.matches(row) === true);
    if (label < 0) continue;
    const confidence = sureness[label](row);
    if (!Number.isNaN(confidence)) members[splitOf(ids.at(row)!)][label].push({ row, confidence });
  }
  return members;
}

function countsOf({ train, validation, test }: Members): CurationCounts {
  const toTrain = Uint32Array.from(train, ({ length }) => length);
  return { found: toTrain.map((own, c) => own + validation[c].length + test[c].length), toTrain };
}

/**
 * Reads the pixels of a choice; the statistics that standardise them are those of the train part.
 *
 * @param read the ingest worker's `pixels` for this catalogue
 */
export async function curatedSetOf(
  choice: CuratedChoice,
  read: (rows: Uint32Array) => Promise<PixelBatch>,
): Promise<CuratedSet> {
  const { title, classes, view } = choice.recipe;
  const fill = async (part: CuratedRows): Promise<CuratedPart> => {
    const { rows, pixels, problems } = await read(part.rows);
    if (rows.length !== part.rows.length) {
      throw new Error(
        `need every image of a balanced set; ${problems.length} of ${part.rows.length} cannot be read: ${problems[0]?.sentence ?? ''}`,
      );
    }
    return { ...part, pixels };
  };
  const [train, validation, test] = [
    await fill(choice.train),
    await fill(choice.validation),
    await fill(choice.test),
  ];
  const names = classes.map(({ name }) => name);
  return { title, classes: names, view, ...channelStatistics(train.pixels), train, validation, test };
}

/** (classes, sidePx, sidePx, 3) mean image of each class over the train part, standardised. */
export function standardisedAverages(set: CuratedSet): Float32Array {
  const { pixels, labels } = set.train;
  return standardised(classAverages({ values: pixels, labels }, set.classes.length), set);
}

function surest(
  members: readonly Member[][],
  wanted: number,
  ids: IdRows,
  part: Split,
  { classes }: CurationRecipe,
): CuratedRows {
  const count = Math.min(wanted, ...members.map(({ length }) => length));
  const empty = members.findIndex(({ length }) => length === 0);
  if (empty >= 0) {
    throw new RangeError(
      `need galaxies of ${classes[empty].name} in every part; got none to ${part === 'validation' ? 'validate' : part} with: loosen its rule`,
    );
  }
  const chosen = members.map(each =>
    [...each]
      // The hash settles ties, so that the order of the catalogue does not matter.
      .sort((a, b) => b.confidence - a.confidence || hashOf(ids.at(a.row)!) - hashOf(ids.at(b.row)!))
      .slice(0, count),
  );
  return {
    rows: Uint32Array.from(chosen.flatMap(each => each.map(({ row }) => row))),
    labels: Uint8Array.from(chosen.flatMap((each, label) => each.map(() => label))),
  };
}

/** The product of some columns, by row. */
function confidenceOf(names: readonly string[], columns: readonly Column[]): (row: number) => number {
  const factors = names.map(name => {
    const column = columns.find(each => each.name === name);
    if (column?.kind !== 'number') {
      throw new RangeError(
        `need a column of numbers to tell how sure a class is; got ${name}, which is ${column ? 'not one' : 'not there'}`,
      );
    }
    return column.values;
  });
  return row => factors.reduce((product, values) => product * values[row], 1);
}
