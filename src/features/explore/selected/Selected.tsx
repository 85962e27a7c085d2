import { Button, Select } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { OpenedCatalogue } from '../../../contracts/ingest.ts';
import { rowsOf, wholeRowMask } from '../../../maths/catalogue/rowMask.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import room from '../../../ui/room.module.css';
import { columnLabel } from '../../../ui/text/columnText.ts';
import { formatGalaxies } from '../../../ui/text/quantity.ts';
import { orderByColumn, orderByNearness } from './contactOrder.ts';
import classes from './Selected.module.css';
import { SelectionModes } from './SelectionModes.tsx';
import { SelectionSheet } from './SelectionSheet.tsx';
import { Unlike } from './Unlike.tsx';

const byNearness = '\u0000nearness'; // no column is called so
const asInCatalogue = '\u0000catalogue';

/** The selection: its pictures, and what sets it apart. */
export function Selected({ catalogue }: { catalogue: OpenedCatalogue }) {
  const session = useSession();
  const { selection, filters } = session;
  const { rows, words, row, canUndo, canRedo, undo, redo, invert, chooseNone, chooseMany, choose } =
    useStore(selection);
  const columns = useStore(session.columns, s => s.columns);
  const representation = useStore(session.representation, s => s.representation);
  const [order, setOrder] = useState(byNearness);
  const ordered = useMemo(() => {
    if (order === byNearness) return representation ? orderByNearness(rows, representation) : rows;
    const column = columns.find(({ name }) => name === order);
    return column ? orderByColumn(rows, column) : rows;
  }, [rows, order, columns, representation]);

  function invertAll(): void {
    invert(rowsOf(filters.getState().passing ?? wholeRowMask(catalogue.rowCount)));
  }
  return (
    <>
      <section className={room.part} aria-labelledby="selected-title">
        <div className={room.line}>
          <h2 id="selected-title" className={room.title}>
            {rows.length === 0 ? 'Selection' : formatGalaxies(rows.length)}
          </h2>
          <span className={classes.words} title={words}>
            {words}
          </span>
        </div>
        {rows.length === 0 && (
          <p className={room.note}>
            Nothing is selected. Brush a filter below and select what passes, or press l and draw around
            galaxies on the map.
          </p>
        )}
        <SelectionModes />
        {rows.length > 0 && (
          <>
            <SelectionSheet
              ids={catalogue.ids}
              rows={ordered}
              chosen={row}
              onChoose={choose}
              onTakeOut={each => chooseMany(Uint32Array.of(each), 'taken out', 'subtract')}
            />
            <Select
              size="xs"
              aria-label="Order of the pictures"
              allowDeselect={false}
              searchable
              value={order}
              data={[
                { value: byNearness, label: 'by nearness to their mean', disabled: !representation },
                { value: asInCatalogue, label: 'as in the catalogue' },
                ...columns
                  .filter(({ kind }) => kind !== 'text')
                  .map(column => ({ value: column.name, label: `by ${columnLabel(column)}` })),
              ]}
              limit={200}
              onChange={value => setOrder(value ?? byNearness)}
            />
          </>
        )}
        <div className={room.line}>
          <Button size="compact-xs" variant="default" onClick={invertAll}>
            Invert
          </Button>
          <Button size="compact-xs" variant="default" disabled={rows.length === 0} onClick={chooseNone}>
            Clear
          </Button>
          <Button
            size="compact-xs"
            variant="default"
            disabled={!canUndo}
            onClick={undo}
            aria-keyshortcuts="Control+z"
          >
            Undo
          </Button>
          <Button
            size="compact-xs"
            variant="default"
            disabled={!canRedo}
            onClick={redo}
            aria-keyshortcuts="Control+Shift+z"
          >
            Redo
          </Button>
        </div>
      </section>
      {rows.length > 1 && rows.length < catalogue.rowCount && <Unlike rows={rows} />}
    </>
  );
}
