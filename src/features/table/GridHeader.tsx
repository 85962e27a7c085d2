// biome-ignore-all lint/a11y/useSemanticElements: lines out of sight are not drawn, so the table is told by roles and counts
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and points at its line by aria-activedescendant
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { Column } from '../../contracts/column.ts';
import { columnLabel } from '../../ui/text/columnText.ts';
import classes from './GalaxyGrid.module.css';
import type { SortBy } from './rowOrder.ts';

interface GridHeaderProps {
  columns: Column[];
  sort: SortBy | null;
  onSort(sort: SortBy): void;
}

/** Names of the columns; a click sorts, another reverses the order. */
export function GridHeader({ columns, sort, onSort }: GridHeaderProps) {
  const head = (name: string | null, title: string, kind: string, description?: string) => {
    const sorted = sort?.column === name;
    const Arrow = sort?.descending ? IconArrowDown : IconArrowUp;
    const order = sorted ? (sort.descending ? 'descending' : 'ascending') : 'none';
    return (
      <div key={title} role="columnheader" aria-sort={order} className={classes.cell} data-kind={kind}>
        <button
          type="button"
          className={classes.sort}
          title={description ?? `Sort by ${title}`}
          onClick={() => onSort({ column: name, descending: sorted && !sort.descending })}
        >
          <span className={classes.title}>{title}</span>
          {sorted && <Arrow size={12} aria-hidden="true" />}
        </button>
      </div>
    );
  };
  return (
    <div role="rowgroup" className={classes.header}>
      <div role="row" aria-rowindex={1} className={classes.headerLine}>
        {head(null, 'id', 'id')}
        {columns.map(c => head(c.name, titleOf(c), c.kind, c.description))}
      </div>
    </div>
  );
}

function titleOf(column: Column): string {
  const label = columnLabel(column);
  return column.kind === 'number' && column.unit ? `${label} (${column.unit})` : label;
}
