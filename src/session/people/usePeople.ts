import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type {
  ConsensusChoices,
  DisputedGalaxy,
  GroupAgreement,
  VerdictKind,
} from '../../contracts/people.ts';
import { disputedGalaxies } from '../../data/people/groupAgreement.ts';
import { consensusColumn } from '../../data/people/peopleColumns.ts';
import { ownKey, usualOwnName } from '../../data/people/person.ts';
import type { VerdictTable } from '../../data/people/verdictTable.ts';
import { useSession } from '../SessionContext.tsx';
import { agreementInSteps } from './agreementInSteps.ts';
import type { PeopleStore } from './peopleState.ts';

/** A person as the list of people shows them. */
interface ListedPerson {
  key: string;
  name: string;
  isYou: boolean;
  /** Galaxies of the catalogue they judged. */
  count: number;
  /** Those of them that the person of this browser judged too. */
  shared: number;
}

/** What a panel of people shows. */
interface ShownPeople {
  kind: VerdictKind;
  /** The person of this browser first, even without a verdict. */
  people: ListedPerson[];
  choices: ConsensusChoices;
  /** Galaxies with a consensus, with a tie, and with too few people. */
  consensus: { count: number; ties: number; tooFew: number } | null;
  /** Name of its column; null while there is none. */
  consensusColumn: string | null;
  isPainted: boolean;
  /** Null while it is computed, or with fewer than two people. */
  agreement: GroupAgreement | null;
  /** Class names that count as one. */
  united: readonly string[];
  disputed: readonly DisputedGalaxy[];
}

const intervalSeed = 1; // of the bootstrap: the same files give the same intervals everywhere

/** What a panel of people shows; how far they agree is computed while it is on screen. */
export function usePeople(store: PeopleStore): ShownPeople {
  const { catalogue, columns, preferences } = useSession();
  const { kind, others, choices, table, consensus } = useStore(store);
  const ids = useStore(catalogue, s => s.catalogue?.ids);
  const ownName = useStore(preferences, s => s.personName) ?? usualOwnName;
  const column = useStore(columns, s => consensusColumn(s.columns, kind)?.name ?? null);
  const painted = useStore(columns, s => s.painted);
  const agreement = useAgreement(table);
  const people = useMemo(() => {
    const listed = [{ key: ownKey, name: ownName }, ...others];
    return listed.map(({ key, name }) => ({ key, name, isYou: key === ownKey, ...countsOf(table, key) }));
  }, [ownName, others, table]);
  const disputed = useMemo(
    () => (table && ids && others.length > 0 ? disputedGalaxies(table, ids) : []),
    [table, ids, others],
  );
  return {
    kind,
    people,
    choices,
    consensus,
    consensusColumn: column,
    isPainted: column !== null && painted === column,
    agreement,
    united: table?.united ?? [],
    disputed,
  };
}

function useAgreement(table: VerdictTable | null): GroupAgreement | null {
  const [worked, setWorked] = useState<{ table: VerdictTable; agreement: GroupAgreement } | null>(null);
  useEffect(() => {
    if (!table || table.people.length < 2) return;
    const leaving = new AbortController();
    void agreementInSteps(table, intervalSeed, leaving.signal).then(agreement => {
      if (agreement && !leaving.signal.aborted) setWorked({ table, agreement });
    });
    return () => leaving.abort();
  }, [table]);
  if (!table || table.people.length < 2) return null;
  return worked?.agreement ?? null; // the previous one until the next is computed, so that nothing flickers while one rates
}

/** How many galaxies a person judged, and how many of those the person of this browser judged too. */
function countsOf(table: VerdictTable | null, key: string): { count: number; shared: number } {
  const p = table?.people.findIndex(person => person.key === key) ?? -1;
  if (!table || p < 0) return { count: 0, shared: 0 };
  const own = table.people.findIndex(person => person.key === ownKey);
  const m = table.rows.length;
  let count = 0;
  let shared = 0;
  for (let i = 0; i < m; i++) {
    if (table.codes[p * m + i] < 0) continue;
    count++;
    if (own >= 0 && table.codes[own * m + i] >= 0) shared++;
  }
  return { count, shared };
}
