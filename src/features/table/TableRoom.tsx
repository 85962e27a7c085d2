import '@mantine/core/styles/Checkbox.css';
import '@mantine/core/styles/CheckboxIndicator.css';
import { Button, Checkbox, TextInput } from '@mantine/core';
import { useDeferredValue, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { Column } from '../../contracts/column.ts';
import { useSession } from '../../session/SessionContext.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import room from '../../ui/room.module.css';
import { catalogueCount, ofThoseLoaded } from '../../ui/text/catalogueCount.ts';
import { formatCount, formatGalaxies } from '../../ui/text/quantity.ts';
import { ColumnChoice } from './ColumnChoice.tsx';
import { GalaxyGrid } from './GalaxyGrid.tsx';
import { rowsAmong, rowsWithId, type SortBy, sortedRows } from './rowOrder.ts';
import { TablePlace } from './TablePlace.tsx';
import classes from './TableRoom.module.css';

const firstColumns = 3; // beside a short id as many as fit the panel without scrolling

/** All galaxies as a table: what the map draws, for reading, sorting and screen readers. */
export function TableRoom() {
  const session = useSession();
  const catalogue = useStore(session.catalogue, s => s.catalogue);
  const columns = useStore(session.columns, s => s.columns);
  const selected = useStore(session.selection, s => s.row);
  const choose = useStore(session.selection, s => s.choose);
  const [chosen, setChosen] = useState<string[] | null>(null);
  const [sort, setSort] = useState<SortBy | null>(null);
  const [filter, setFilter] = useState('');
  const wanted = useDeferredValue(filter); // typing stays quick over 100,000 ids

  const passing = useStore(session.filters, s => s.passing);
  const many = useStore(session.selection, s => s.rows);
  const [selectedOnly, setSelectedOnly] = useState(false);
  const among = selectedOnly && many.length > 0 ? many : null;

  const matching = useMemo(
    () => (catalogue ? rowsAmong(rowsWithId(catalogue.ids, wanted), passing, among) : null),
    [catalogue, wanted, passing, among],
  );
  const sorting = sort && (columns.find(c => c.name === sort.column) ?? null);
  const rows = useMemo(() => {
    if (!catalogue || !matching || !sort) return matching;
    return sortedRows(matching, sorting, catalogue.ids, sort.descending);
  }, [catalogue, matching, sort, sorting]);

  const shown = useMemo(
    () => (chosen ? chosen.flatMap(name => columns.find(c => c.name === name) ?? []) : firstShown(columns)),
    [chosen, columns],
  );

  if (!catalogue || !rows) {
    return (
      <div className={room.room}>
        <EmptyState>Open a catalogue in the Data room to see its galaxies as a table.</EmptyState>
      </div>
    );
  }
  return (
    <section className={`${room.room} ${classes.table}`} data-fills aria-label="Table of galaxies">
      <div className={room.header}>
        <TextInput
          className={classes.filter}
          size="xs"
          aria-label="Filter by id"
          placeholder="Filter by id"
          value={filter}
          onChange={event => setFilter(event.currentTarget.value)}
        />
        <ColumnChoice columns={columns} shown={shown} onChange={setChosen} />
        <TablePlace />
      </div>
      <div className={room.header}>
        <span role="status" className={classes.count}>
          {rows.length === catalogue.rowCount
            ? catalogueCount(catalogue)
            : `${formatCount(rows.length)} of ${formatGalaxies(catalogue.rowCount)}${ofThoseLoaded(catalogue)}`}
        </span>
        {many.length > 0 && (
          <Checkbox
            size="xs"
            label={`Only the ${formatCount(many.length)} selected`}
            checked={selectedOnly}
            onChange={event => setSelectedOnly(event.currentTarget.checked)}
          />
        )}
      </div>
      {rows.length === 0 ? (
        <EmptyState
          action={
            <Button
              size="xs"
              variant="default"
              onClick={() => {
                setFilter('');
                setSelectedOnly(false);
                session.filters.getState().clear();
              }}
            >
              Clear filter
            </Button>
          }
        >
          {wanted.trim() === ''
            ? 'No galaxy passes the filters.'
            : `No id contains “${wanted.trim()}”, of those that may be shown.`}
        </EmptyState>
      ) : (
        <GalaxyGrid
          {...{ ids: catalogue.ids, columns: shown, rows, sort, selected }}
          onSort={setSort}
          onChoose={(row, keys) => {
            const { chooseMany } = session.selection.getState();
            if (keys?.shiftKey) chooseMany(Uint32Array.of(row), 'picked', 'add');
            else if (keys?.altKey) chooseMany(Uint32Array.of(row), 'picked', 'subtract');
            else choose(row);
          }}
        />
      )}
    </section>
  );
}

/** Columns that vary from galaxy to galaxy say more than free text. */
function firstShown(columns: Column[]): Column[] {
  return columns.filter(c => c.kind !== 'text').slice(0, firstColumns);
}
