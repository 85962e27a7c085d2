import '@mantine/core/styles/Switch.css';
import { Switch } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { useSession } from '../../../session/SessionContext.tsx';
import { formatCount } from '../../../ui/text/quantity.ts';
import type { AnomaliesStore } from '../state/anomaliesState.ts';
import classes from './FoundOddities.module.css';
import { kindText, oddityColumn, oddityCounts } from './oddityCounts.ts';

/** On a simulated sky, if the person wants it: how many of the planted oddities they have rated. */
export function FoundOddities({ store }: { store: AnomaliesStore }) {
  const { catalogue: opened, columns } = useSession();
  const simulated = useStore(opened, s => s.catalogue?.simulated ?? false);
  const column = useStore(columns, s => oddityColumn(s.columns));
  const rows = useStore(store, s => s.searchRows.ratings.rows);
  const [shown, setShown] = useState(false);
  const kinds = useMemo(() => (column && shown ? oddityCounts(column, rows) : []), [column, shown, rows]);
  if (!simulated || !column) return null;
  const found = kinds.reduce((sum, kind) => sum + kind.found, 0);
  const planted = kinds.reduce((sum, kind) => sum + kind.planted, 0);
  return (
    <section className={classes.score} aria-label="Planted oddities">
      <Switch
        size="xs"
        label="Keep score of the planted oddities"
        description="This sky was planted with oddities; those you have rated count as found."
        checked={shown}
        onChange={event => setShown(event.currentTarget.checked)}
      />
      {shown && (
        <>
          <p className={classes.sum}>
            {formatCount(found)} of {formatCount(planted)} found
          </p>
          <dl className={classes.kinds}>
            {kinds.map(kind => (
              <div key={kind.kind}>
                <dt>{kindText(kind.kind)}</dt>
                <dd>
                  {kind.found} of {kind.planted}
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </section>
  );
}
