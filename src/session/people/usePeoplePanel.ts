import { useState } from 'react';
import { useStore } from 'zustand';
import type { ConsensusChoices, FoundPerson } from '../../contracts/people.ts';
import { sentenceOf } from '../notices.ts';
import { useSession } from '../SessionContext.tsx';
import { peopleFile, type ReadFiles, readPeopleFiles, sameAs, takePeople } from './peopleFiles.ts';
import type { AddedPerson, PeopleStore } from './peopleState.ts';
import { usePeople } from './usePeople.ts';

/**
 * What a panel of people shows and does, in whichever room it stands.
 *
 * @param question what they were asked, for the names and notes of files
 */
export function usePeoplePanel(store: PeopleStore, question: string) {
  const session = useSession();
  const shown = usePeople(store);
  const selected = useStore(session.selection, s => s.row);
  const [read, setRead] = useState<ReadFiles | null>(null);
  const { rename, remove, choose } = store.getState();
  const { consensusColumn: column, isPainted } = shown;
  return {
    ...shown,
    selected,
    found: read?.found ?? null,
    sameAs: (person: FoundPerson) => sameAs(person, store),
    async onOpen(files: File[]) {
      setRead(null);
      setRead(await readPeopleFiles(files, session, store));
    },
    onTake(people: AddedPerson[]) {
      if (read) takePeople(people, read, session, store);
      setRead(null);
    },
    onLeave: () => setRead(null),
    write: () => peopleFile(store, session, question),
    onNotWritten: (error: unknown) =>
      session.notices.getState().complain(`Nothing was exported. ${sentenceOf(error)}`),
    onRename: rename,
    onRemove: remove,
    onChoose: (fields: Partial<ConsensusChoices>) => choose(fields),
    onPaint: () => session.columns.getState().paint(isPainted ? null : column),
    onChooseGalaxy: (row: number) => session.selection.getState().choose(row),
  };
}
