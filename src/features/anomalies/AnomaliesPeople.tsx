import { useStore } from 'zustand';
import type { PeopleStore } from '../../session/people/peopleState.ts';
import { usePeoplePanel } from '../../session/people/usePeoplePanel.ts';
import { useSession } from '../../session/SessionContext.tsx';
import { useGalaxyImage } from '../../session/useGalaxyImage.ts';
import { PeoplePanel } from '../../ui/people/PeoplePanel.tsx';
import { Thumbnail } from '../../ui/pictures/Thumbnail.tsx';
import { searchWithConsensus } from './searchWithConsensus.ts';

/** What several people rated in the current search. */
export function AnomaliesPeople({ people }: { people: PeopleStore }) {
  const session = useSession();
  const name = useStore(session.labels, s => s.current?.name ?? '');
  const { consensusColumn: _, ...panel } = usePeoplePanel(people, name);
  return (
    <PeoplePanel
      {...panel}
      Picture={Picture}
      useLabel="Search with it"
      useMeaning="Begins a new search with the consensus as its ratings; yours stay as they are"
      onUse={() => searchWithConsensus(people, session)}
    />
  );
}

function Picture({ row }: { row: number }) {
  const { url, failure } = useGalaxyImage(row);
  return <Thumbnail url={url} failure={failure} alt="" />;
}
