import { Button } from '@mantine/core';
import { IconDownload, IconUsersPlus } from '@tabler/icons-react';
import { type ComponentType, useRef } from 'react';
import type {
  ConsensusChoices,
  DisputedGalaxy,
  FoundPeople,
  GroupAgreement,
  VerdictKind,
} from '../../contracts/people.ts';
import { saveText } from '../files/saveText.ts';
import room from '../room.module.css';
import { AgreementFigures } from './AgreementFigures.tsx';
import { ConsensusForm } from './ConsensusForm.tsx';
import { DisputedGalaxies } from './DisputedGalaxies.tsx';
import { FoundFiles, type PickedPerson } from './FoundFiles.tsx';
import { PeopleTable, type PersonLine } from './PeopleTable.tsx';

interface PeoplePanelProps {
  kind: VerdictKind;
  /** The person of this browser first. */
  people: readonly PersonLine[];
  /** Files that were read and that the person has still to confirm; null where there are none. */
  found: readonly FoundPeople[] | null;
  choices: ConsensusChoices;
  consensus: { count: number; ties: number; tooFew: number } | null;
  isPainted: boolean;
  agreement: GroupAgreement | null;
  united: readonly string[];
  disputed: readonly DisputedGalaxy[];
  /** Catalogue row of the selected galaxy. */
  selected: number | null;
  useLabel: string;
  useMeaning: string;
  Picture: ComponentType<{ row: number }>;
  sameAs(person: FoundPeople['people'][number]): string | undefined;
  onOpen(files: File[]): void;
  onTake(people: PickedPerson[]): void;
  onLeave(): void;
  onRename(key: string, name: string): void;
  onRemove(key: string): void;
  onChoose(fields: Partial<ConsensusChoices>): void;
  onPaint(): void;
  onUse(): void;
  /** Everybody's verdicts as a file. */
  write(): Promise<{ name: string; text: string }>;
  /** Called with the reason why no file was written. */
  onNotWritten(error: unknown): void;
  onChooseGalaxy(row: number): void;
}

const leads: Record<VerdictKind, string> = {
  ratings:
    'Open the ratings that other people gave in this search on their own machines: galaxies are matched by id, and each person’s ratings are kept apart.',
  labels:
    'Open the labels that other people gave these galaxies on their own machines: galaxies are matched by id, and each person’s labels are kept apart.',
};

/** Several people's verdicts on the same galaxies: who they are, how far they agree, where they differ, and the consensus. */
export function PeoplePanel(props: PeoplePanelProps) {
  const { kind, people, found, consensus, choices, agreement, united, disputed } = props;
  const input = useRef<HTMLInputElement>(null);
  const judges = people.filter(({ count }) => count > 0);
  const isTogether = judges.length > 1;
  return (
    <div className={room.part} style={{ gap: 12 }}>
      <p className={room.note}>{leads[kind]}</p>
      <div className={room.line}>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconUsersPlus size={14} />}
          onClick={() => input.current?.click()}
        >
          Open others’ files
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconDownload size={14} />}
          disabled={judges.length === 0}
          title={isTogether ? 'A column for each person, the consensus, and how far they agree' : undefined}
          onClick={() =>
            void props
              .write()
              .then(({ name, text }) => saveText(name, text, 'text/csv'))
              .catch(props.onNotWritten)
          }
        >
          {isTogether ? 'Export all as CSV' : 'Export yours as CSV'}
        </Button>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          aria-label="Files of other people"
          accept=".csv,.tsv,.txt,.ecsv,.vot,.votable,.xml,text/csv"
          onChange={event => {
            const files = [...(event.currentTarget.files ?? [])];
            event.currentTarget.value = ''; // so that the same files can be chosen again
            if (files.length > 0) props.onOpen(files);
          }}
        />
      </div>
      {found && (
        <FoundFiles
          kind={kind}
          files={found}
          people={people}
          sameAs={props.sameAs}
          onTake={props.onTake}
          onLeave={props.onLeave}
        />
      )}
      <PeopleTable kind={kind} people={people} onRename={props.onRename} onRemove={props.onRemove} />
      {isTogether && (
        <>
          <AgreementFigures kind={kind} agreement={agreement} united={united} />
          {consensus && (
            <ConsensusForm
              kind={kind}
              choices={choices}
              consensus={consensus}
              people={judges.length}
              isPainted={props.isPainted}
              useLabel={props.useLabel}
              useMeaning={props.useMeaning}
              onChoose={props.onChoose}
              onPaint={props.onPaint}
              onUse={props.onUse}
            />
          )}
          <DisputedGalaxies
            galaxies={disputed}
            selected={props.selected}
            Picture={props.Picture}
            onChoose={props.onChooseGalaxy}
          />
        </>
      )}
    </div>
  );
}
