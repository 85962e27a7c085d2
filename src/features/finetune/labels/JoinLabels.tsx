import { sentenceOf } from '../../../session/notices.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import { readTableToJoin, takeJoinedTable } from '../../../session/tables/tableJoining.ts';
import { JoinTable } from '../../../ui/tables/JoinTable.tsx';

/** Joins a table of labels to the open galaxies: its columns can then be chosen as labels. */
export function JoinLabels() {
  const session = useSession();
  return (
    <JoinTable
      label="Join a table of labels"
      hint="A CSV, ECSV, VOTable, FITS or Parquet table with a column of ids, or with positions: its other columns can then be chosen here."
      read={async file => {
        try {
          return await readTableToJoin(session, file);
        } catch (error) {
          session.notices.getState().complain(`No labels were taken from ${file.name}. ${sentenceOf(error)}`);
          return null;
        }
      }}
      onTake={(table, joined) => takeJoinedTable(session, table, joined)}
    />
  );
}
