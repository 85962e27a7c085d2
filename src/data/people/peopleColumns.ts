import { type Column, nullCode } from '../../contracts/column.ts';
import type { ConsensusChoices, VerdictKind } from '../../contracts/people.ts';
import type { Consensus } from './consensus.ts';
import { galaxyAgreements } from './groupAgreement.ts';
import type { VerdictTable } from './verdictTable.ts';

const mostCategories = 254; // codes of a category column; 255 is null

/** The word for one verdict in the names of columns. */
export const verdictWords: Record<VerdictKind, string> = { ratings: 'rating', labels: 'label' };

/** Source of the columns of each kind. */
export const peopleSources: Record<VerdictKind, string> = {
  ratings: 'people’s ratings',
  labels: 'people’s labels',
};

/** "rating: Ann" */
export function personColumnName(kind: VerdictKind, person: string): string {
  return `${verdictWords[kind]}: ${person}`;
}

const consensusName = (kind: VerdictKind) => `consensus ${verdictWords[kind]}`;

/** The consensus of a kind among columns; undefined where it is not published. */
export function consensusColumn(columns: readonly Column[], kind: VerdictKind): Column | undefined {
  return columns.find(
    ({ name, source }) => source === peopleSources[kind] && name.startsWith(consensusName(kind)),
  );
}

/** "the median of at least 2 people" */
export function consensusText({ method, fewestPeople }: ConsensusChoices): string {
  return `the ${method} of at least ${fewestPeople} ${fewestPeople === 1 ? 'person' : 'people'}`;
}

/**
 * A column for each person, the consensus, and how far people agree, arranged by catalogue row.
 *
 * @param n rows of the catalogue
 * @param taken names of columns of other sources; a column of people with such a name gets "(people)" appended
 */
export function peopleColumns(
  table: VerdictTable,
  { values }: Consensus,
  choices: ConsensusChoices,
  n: number,
  taken: ReadonlySet<string>,
): Column[] {
  const { kind, people, rows, codes, scores } = table;
  const m = rows.length;
  const word = verdictWords[kind];
  const free = (name: string) => (taken.has(name) ? `${name} (people)` : name);
  const head = (name: string, description: string) => ({
    name: free(name),
    description,
    source: peopleSources[kind],
    group: 'People',
  });
  const numbers = (name: string, description: string, own: ArrayLike<number>): Column => {
    const arranged = new Float32Array(n).fill(Number.NaN);
    for (let i = 0; i < m; i++) arranged[rows[i]] = own[i];
    return { ...head(name, description), kind: 'number', values: arranged };
  };
  const classes = (name: string, description: string, own: ArrayLike<number>): Column => {
    if (table.classes.length > mostCategories) {
      const words = new Array<string | null>(n).fill(null);
      for (let i = 0; i < m; i++) if (own[i] >= 0) words[rows[i]] = table.classes[own[i]];
      return { ...head(name, description), kind: 'text', values: words };
    }
    const arranged = new Uint8Array(n).fill(nullCode);
    for (let i = 0; i < m; i++) if (own[i] >= 0) arranged[rows[i]] = own[i]; // NaN is not
    return { ...head(name, description), kind: 'category', categories: [...table.classes], codes: arranged };
  };
  const verdicts = scores ? numbers : classes;
  const columnsOfPeople = people.map(({ name }, p) =>
    verdicts(
      personColumnName(kind, name),
      `The ${word} that ${name} gave.`,
      (scores ?? codes).subarray(p * m, (p + 1) * m),
    ),
  );
  return [
    ...columnsOfPeople,
    verdicts(consensusName(kind), `The people’s consensus: ${consensusText(choices)}.`, values),
    numbers(
      `${word} agreement`,
      scores
        ? 'How far people’s ratings agree: 1 minus the mean squared difference of two people, divided by that of 0 and 5.'
        : 'Share of pairs of people who gave the galaxy the same class.',
      galaxyAgreements(table),
    ),
  ];
}
