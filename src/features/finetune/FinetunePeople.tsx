import { useStore } from 'zustand';
import { usePeoplePanel } from '../../session/people/usePeoplePanel.ts';
import { useSession } from '../../session/SessionContext.tsx';
import { useGalaxyImage } from '../../session/useGalaxyImage.ts';
import { PeoplePanel } from '../../ui/people/PeoplePanel.tsx';
import { Thumbnail } from '../../ui/pictures/Thumbnail.tsx';
import type { Finetune } from './finetune.ts';

/** What several people labelled by hand. */
export function FinetunePeople({ finetune: { people, labelling } }: { finetune: Finetune }) {
  const session = useSession();
  const name = useStore(session.catalogue, s => s.catalogue?.name ?? '');
  const { consensusColumn, ...panel } = usePeoplePanel(people, name);
  return (
    <PeoplePanel
      {...panel}
      Picture={Picture}
      useLabel="Learn from it"
      useMeaning="The network learns from the consensus; your own labels stay as they are"
      onUse={() => labelling.getState().choose({ kind: 'column', column: consensusColumn, asNumber: false })}
    />
  );
}

function Picture({ row }: { row: number }) {
  const { url, failure } = useGalaxyImage(row);
  return <Thumbnail url={url} failure={failure} alt="" />;
}
