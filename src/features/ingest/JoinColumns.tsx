import { sentenceOf } from '../../session/notices.ts';
import { useSession } from '../../session/SessionContext.tsx';
import { readTableToJoin, takeJoinedTable } from '../../session/tables/tableJoining.ts';
import room from '../../ui/room.module.css';
import { JoinTable } from '../../ui/tables/JoinTable.tsx';

/** Adds the columns of a person's own table to the open galaxies, for all rooms. */
export function JoinColumns() {
  const session = useSession();
  return (
    <section className={room.part} aria-label="More columns">
      <JoinTable
        label="Add columns from a table"
        hint="CSV, ECSV, VOTable, FITS or Parquet, matched to these galaxies by id, or by position within a separation you choose."
        read={async file => {
          try {
            return await readTableToJoin(session, file);
          } catch (error) {
            session.notices
              .getState()
              .complain(`No columns were taken from ${file.name}. ${sentenceOf(error)}`);
            return null;
          }
        }}
        onTake={(table, joined) => takeJoinedTable(session, table, joined)}
      />
      <p className={room.note}>
        Spectra of these galaxies (SDSS spec files, FITS or Parquet tables of wavelengths and fluxes) are
        opened or dropped like a catalogue: they join it by id or position, and stand in each galaxy’s card.
      </p>
    </section>
  );
}
