import type { IdRows } from '../../contracts/ingest.ts';
import type { ConsensusChoices } from '../../contracts/people.ts';
import { writeCsv } from '../bytes/csvWriter.ts';
import type { Consensus } from './consensus.ts';
import { galaxyAgreements } from './groupAgreement.ts';
import { consensusText, personColumnName } from './peopleColumns.ts';
import type { VerdictTable } from './verdictTable.ts';

/** First line of an exported file of people's verdicts. */
const title = '# People of Morphospace: read with comment="#"';

/** What the first lines of a file say about its table. */
interface PeopleNotes {
  /** "rings", or the name of the catalogue */
  question: string;
  choices: ConsensusChoices;
}

/**
 * A line for each galaxy that somebody judged: its id, a column for each person, the consensus, how many judged it, and how far
 * they agree. Opened again in the app, it gives back the people.
 *
 * @param ids (n) of the catalogue
 */
export function writePeopleCsv(
  table: VerdictTable,
  { values, judges }: Consensus,
  ids: IdRows,
  { question, choices }: PeopleNotes,
): string {
  const { kind, people, rows, classes, codes, scores } = table;
  const m = rows.length;
  const agreements = galaxyAgreements(table);
  const names = [
    'id',
    ...people.map(({ name }) => personColumnName(kind, name)),
    'consensus',
    'n',
    'agreement',
  ];
  const word = (code: number) => (code >= 0 ? classes[code] : null); // NaN is not
  const lines = Array.from(rows, (row, i) => [
    ids.at(row)!,
    ...people.map((_, p) => (scores ? scores[p * m + i] : word(codes[p * m + i]))),
    scores ? values[i] : word(values[i]),
    judges[i],
    Number(agreements[i].toPrecision(6)),
  ]);
  const notes = { question, consensus: consensusText(choices) };
  const heads = Object.entries(notes).map(([name, value]) => `# ${name}: ${JSON.stringify(value)}`);
  return `${[title, ...heads].join('\r\n')}\r\n${writeCsv(names, lines)}`;
}
