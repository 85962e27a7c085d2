import { SegmentedControl, Select } from '@mantine/core';
import type { NumberColumn } from '../../../contracts/column.ts';
import type { ColumnAxes } from '../../../contracts/layoutSettings.ts';
import { columnLabel, shortName } from '../../../ui/text/columnText.ts';

interface ColumnAxesFormProps {
  axes: ColumnAxes;
  columns: readonly NumberColumn[];
  onChange(axes: ColumnAxes): void;
}

const longest = 40; // characters of a column in the menu

/** Which columns are the axes of the map, and whether galaxies stand by value or by rank. */
export function ColumnAxesForm({ axes, columns, onChange }: ColumnAxesFormProps) {
  const data = columns.map(column => ({
    value: column.name,
    label: shortName(columnLabel(column), longest),
  }));
  const choice = (axis: 'x' | 'y', label: string) => (
    <Select
      size="xs"
      label={label}
      searchable
      data={data}
      value={axes[axis] || null}
      allowDeselect={false}
      onChange={value => onChange({ ...axes, [axis]: value ?? '' })}
    />
  );
  return (
    <>
      {choice('x', 'Left to right')}
      {choice('y', 'Bottom to top')}
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label="Galaxies stand by"
        data={[
          { value: 'values', label: 'By value' },
          { value: 'ranks', label: 'By rank' },
        ]}
        value={axes.by}
        onChange={by => onChange({ ...axes, by: by === 'ranks' ? 'ranks' : 'values' })}
      />
    </>
  );
}
