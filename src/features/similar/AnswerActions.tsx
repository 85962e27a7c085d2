import '@mantine/core/styles/Switch.css';
import { Button, Switch } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { OpenedCatalogue } from '../../contracts/ingest.ts';
import type { HouseServices } from '../../session/houseServices.ts';
import { sentenceOf } from '../../session/notices.ts';
import type { Representation } from '../../session/representation.ts';
import { useSession } from '../../session/SessionContext.tsx';
import { saveText } from '../../ui/files/saveText.ts';
import { separationsArcsec } from './asking/separations.ts';
import { type Answer, placeOfRow, type Query } from './query.ts';
import classes from './SimilarRoom.module.css';
import type { SimilarState } from './similarState.ts';

interface AnswerActionsProps {
  state: SimilarState;
  answer: Answer;
  catalogue: OpenedCatalogue;
  representation: Representation;
  /** Where what is on screen comes from, for the file. */
  provenance: HouseServices['provenanceNotes'];
}

/** What can be done with the neighbours: colour the map by the distance to the query, select them, and save them as a table. */
export function AnswerActions({ state, answer, catalogue, representation, provenance }: AnswerActionsProps) {
  const { notices, selection } = useSession();
  const { query, paintsMap, paintMap } = state;
  return (
    <div className={classes.actions}>
      <Switch
        size="xs"
        label="Colour map by similarity"
        description={query?.kind !== 'galaxy' ? 'Only to a galaxy of the catalogue' : undefined}
        checked={paintsMap}
        disabled={query?.kind !== 'galaxy' || placeOfRow(representation.rows, query.row) < 0}
        onChange={event => paintMap(event.currentTarget.checked)}
      />
      <Button
        variant="default"
        size="xs"
        onClick={() => selection.getState().chooseMany(answer.neighbours.rows.slice().sort(), 'neighbours')}
      >
        Select them
      </Button>
      <Button
        variant="default"
        size="xs"
        leftSection={<IconDownload size={14} />}
        onClick={() =>
          exportCsv(answer, state, catalogue, provenance).catch(error =>
            notices.getState().complain(`The neighbours could not be exported. ${sentenceOf(error)}`),
          )
        }
      >
        Export CSV
      </Button>
    </div>
  );
}

function nameOf(query: Query, catalogue: OpenedCatalogue): string {
  if (query.kind === 'galaxy') return catalogue.ids.at(query.row);
  return query.kind === 'image' ? query.file.name : query.like.words;
}

async function exportCsv(
  answer: Answer,
  state: SimilarState,
  catalogue: OpenedCatalogue,
  provenance: HouseServices['provenanceNotes'],
): Promise<void> {
  const { query, neighbours } = answer;
  const told = provenance(); // of this moment
  const { neighboursCsv, askedNotes } = await import('./neighboursCsv.ts');
  const name = nameOf(query, catalogue);
  const notes = { ...(await told), ...askedNotes(answer, state, name) };
  const safe = name.replace(/[^\w.+-]+/g, '_'); // file systems refuse slashes, colons and the like
  saveText(
    `similar-to-${safe}.csv`,
    neighboursCsv(neighbours, catalogue, notes, separationsArcsec(answer, catalogue)),
    'text/csv',
  );
}
