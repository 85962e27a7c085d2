import type { Verdict, VerdictKind } from '../../../src/contracts/people.ts';
import { placeVerdicts, verdictTable } from '../../../src/data/people/verdictTable.ts';

/** Somebody with verdicts by galaxy id. */
export function personWith(name: string, verdicts: Record<string, Verdict>) {
  return { key: name, name, verdicts: new Map(Object.entries(verdicts)) };
}

/** The verdicts of people on galaxies "g0", "g1", …: null where one gave none. */
export function tableOf(kind: VerdictKind, verdicts: Record<string, (Verdict | null)[]>) {
  const judges = Object.entries(verdicts).map(([name, given]) =>
    personWith(
      name,
      Object.fromEntries(given.flatMap((each, row) => (each === null ? [] : [[`g${row}`, each]]))),
    ),
  );
  return tableOfPeople(kind, judges, rowOfNumbered);
}

/** The verdicts of people side by side. */
export function tableOfPeople(
  kind: VerdictKind,
  people: readonly ReturnType<typeof personWith>[],
  rowOf: (id: string) => number | undefined,
) {
  const judges = people.map(({ key, name, verdicts }) => ({
    key,
    name,
    placed: placeVerdicts(verdicts, rowOf),
  }));
  return verdictTable(kind, judges);
}

/** Row 7 of "g7". */
export function rowOfNumbered(id: string): number | undefined {
  const row = /^g(\d+)$/.exec(id)?.[1];
  return row === undefined ? undefined : Number(row);
}
