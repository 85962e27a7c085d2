import { TextInput } from '@mantine/core';
import { useId, useState } from 'react';
import { useStore } from 'zustand';
import { useSession } from '../../session/SessionContext.tsx';
import { FoldButton } from '../../ui/FoldButton.tsx';
import { CopyText } from '../../ui/text/CopyText.tsx';
import { formatCount } from '../../ui/text/quantity.ts';
import classes from './GalaxyColumns.module.css';
import { groupedValues } from './galaxyColumns.ts';

const filteredAbove = 12; // as many as are read at a glance

/** Every column's value for one galaxy, folded away until asked for. */
export function GalaxyColumns({ row }: { row: number }) {
  const { columns: store } = useSession();
  const columns = useStore(store, s => s.columns);
  const [open, setOpen] = useState(false);
  const [filter, setFilter] = useState('');
  const listId = useId();
  if (columns.length === 0) return null;
  const filterable = columns.length > filteredAbove;
  const groups = open ? groupedValues(columns, row, filterable ? filter : '') : [];
  return (
    <div className={classes.whole}>
      <FoldButton open={open} controls={listId} onChange={setOpen}>
        {formatCount(columns.length)} {columns.length === 1 ? 'column' : 'columns'}
      </FoldButton>
      <div id={listId} hidden={!open}>
        {open && filterable && (
          <TextInput
            size="xs"
            aria-label="Filter columns by name"
            placeholder="Filter columns"
            value={filter}
            onChange={event => setFilter(event.currentTarget.value)}
          />
        )}
        {open && groups.length === 0 && <p className={classes.none}>No column has such a name.</p>}
        {groups.map(group => (
          <section key={group.source} aria-label={`Columns from ${group.source}`}>
            <h3 className={classes.source}>{group.source}</h3>
            <dl className={classes.list}>
              {group.values.map(({ name, description, shown, exact }) => (
                <div key={name} className={classes.pair}>
                  <dt title={description ?? name}>{name}</dt>
                  <dd>
                    {exact === null ? (
                      <span title="no value">{shown}</span>
                    ) : (
                      <CopyText text={exact} what={name}>
                        {shown}
                      </CopyText>
                    )}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </div>
  );
}
