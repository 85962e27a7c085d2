import '@mantine/core/styles/Switch.css';
import { ActionIcon, Button, Select, Switch } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useStore } from 'zustand';
import { ruleColumns } from '../../../data/catalogues/columnLabels.ts';
import { rowsOf } from '../../../maths/catalogue/rowMask.ts';
import { filterKey } from '../../../maths/filters/crossFilter.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import room from '../../../ui/room.module.css';
import { isPart, ofThoseLoaded } from '../../../ui/text/catalogueCount.ts';
import { columnLabel } from '../../../ui/text/columnText.ts';
import { formatCount, formatGalaxies } from '../../../ui/text/quantity.ts';
import { ColumnFilter } from './ColumnFilter.tsx';
import classes from './FilterPanel.module.css';
import type { FilterPanelStore } from './filterPanelStore.ts';
import { wordsOfFilter } from './filterWords.ts';
import { RuleField } from './RuleField.tsx';

/** The filters of the catalogue: a histogram or a list of words a column, a rule, and what passes all of it. */
export function FilterPanel({ store }: { store: FilterPanelStore }) {
  const { columns: columnsStore, filters: filtersStore, selection, catalogue } = useSession();
  const columns = useStore(columnsStore, s => s.columns);
  const open = useStore(catalogue, s => s.catalogue);
  const rowCount = open?.rowCount ?? 0;
  const survey = open && isPart(open) ? open.tiled : undefined;
  const { filters, count, hides } = useStore(filtersStore);
  const { shown, histograms, failure } = useStore(store);
  const { show, hide, put, drop, clear } = store.getState();
  const usable = columns.filter(column => column.kind !== 'text');
  const rule = filters.find(filter => filter.kind === 'rule');

  function selectPassing(): void {
    const { passing } = filtersStore.getState();
    if (passing) selection.getState().chooseMany(rowsOf(passing), filters.map(wordsOfFilter).join(' and '));
  }
  return (
    <section className={room.part} aria-labelledby="filters-title">
      <div className={room.line}>
        <h2 id="filters-title" className={room.title}>
          Filters
        </h2>
        <span className={classes.count} role="status">
          {count === null
            ? 'all pass'
            : `${formatCount(count)} of ${formatGalaxies(rowCount)}${ofThoseLoaded(open)} pass`}
        </span>
        {count !== null && (
          <Button className={room.end} size="compact-xs" variant="default" onClick={clear}>
            Clear filters
          </Button>
        )}
      </div>
      {survey && (
        <p className={room.note}>
          {count === null
            ? `Bars count the whole survey, ${formatGalaxies(survey.rowCount)}; once something is filtered, those loaded.`
            : `Bars count those loaded, ${formatCount(rowCount)} of ${formatGalaxies(survey.rowCount)}.`}
        </p>
      )}
      {shown.map(name => {
        const column = usable.find(each => each.name === name);
        const histogram = histograms.get(name);
        if (!column || !histogram) return null;
        return (
          <ColumnFilter
            key={name}
            column={column}
            histogram={histogram}
            filter={filters.find(filter => filterKey(filter) === name)}
            onChange={filter => (filter ? put(filter) : drop(name))}
            onHide={() => hide(name)}
          />
        );
      })}
      <Select
        size="xs"
        aria-label="Add a column to filter by"
        placeholder="+ column"
        searchable
        value={null}
        data={usable
          .filter(({ name }) => !shown.includes(name))
          .map(column => ({ value: column.name, label: columnLabel(column) }))}
        nothingFoundMessage="No such column"
        limit={200}
        onChange={name => name !== null && show(name)}
      />
      <div className={classes.rule}>
        <RuleField
          key={rule?.text ?? ''}
          rule={rule?.text ?? ''}
          names={ruleColumns(columns).map(({ name }) => name)}
          failure={failure}
          onApply={text =>
            text.trim() === '' ? drop(filterKey({ kind: 'rule', text })) : put({ kind: 'rule', text })
          }
        />
        {rule && (
          <ActionIcon aria-label="Take the expression away" onClick={() => drop(filterKey(rule))}>
            <IconX size={14} />
          </ActionIcon>
        )}
      </div>
      {count !== null && (
        <div className={room.line}>
          <Button size="compact-sm" variant="default" disabled={count === 0} onClick={selectPassing}>
            Select these {formatCount(count)}
          </Button>
          <Switch
            size="xs"
            className={room.end}
            label="Hide the others"
            checked={hides}
            onChange={event => filtersStore.getState().hide(event.currentTarget.checked)}
          />
        </div>
      )}
      {count === 0 && <p className={room.note}>No galaxy passes all of these: widen one, or clear them.</p>}
    </section>
  );
}
