import type { ConsensusChoices, VerdictKind } from '../../contracts/people.ts';
import type { Consensus } from '../../data/people/consensus.ts';
import { peopleColumns, peopleSources } from '../../data/people/peopleColumns.ts';
import type { VerdictTable } from '../../data/people/verdictTable.ts';
import type { ColumnsStore } from '../columns.ts';

/** What the columns of several people are made from. */
interface PublishedPeople {
  table: VerdictTable;
  consensus: Consensus;
  choices: ConsensusChoices;
  /** Rows of the catalogue. */
  rowCount: number;
}

/** Replaces the columns of people of a kind; null withdraws them. */
export function publishPeople(
  columns: ColumnsStore,
  kind: VerdictKind,
  people: PublishedPeople | null,
): void {
  const source = peopleSources[kind];
  const { columns: present, publishAll } = columns.getState();
  const foreign = present.filter(column => column.source !== source);
  if (!people) {
    if (foreign.length < present.length) publishAll(source, []);
    return;
  }
  const { table, consensus, choices, rowCount } = people;
  const taken = new Set(foreign.map(column => column.name));
  publishAll(source, peopleColumns(table, consensus, choices, rowCount, taken));
}
