import '@mantine/core/styles/Checkbox.css';
import '@mantine/core/styles/CheckboxIndicator.css';
import { ActionIcon, Button, Checkbox, Popover } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconColumns3 } from '@tabler/icons-react';
import { Fragment } from 'react';
import type { Column } from '../../contracts/column.ts';
import classes from './ColumnChoice.module.css';
import { movedBy } from './movedBy.ts';

interface ColumnChoiceProps {
  columns: Column[];
  /** Those of the table, from left to right. */
  shown: Column[];
  /** @param names from left to right */
  onChange(names: string[]): void;
}

/** Which columns the table has, and in which order. */
export function ColumnChoice({ columns, shown, onChange }: ColumnChoiceProps) {
  const names = shown.map(column => column.name);
  return (
    <Popover position="bottom-end" withArrow shadow="md" trapFocus>
      <Popover.Target>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconColumns3 size={14} />}
          disabled={columns.length === 0}
        >
          Choose columns
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.dropdown}>
        {names.length > 1 && (
          <ol className={classes.order} aria-label="Columns from left to right">
            {names.map((name, i) => (
              <li key={name}>
                <span className={classes.name}>{name}</span>
                <ActionIcon
                  size="sm"
                  aria-label={`Move ${name} to the left`}
                  disabled={i === 0}
                  onClick={() => onChange(movedBy(names, i, -1))}
                >
                  <IconArrowUp size={14} />
                </ActionIcon>
                <ActionIcon
                  size="sm"
                  aria-label={`Move ${name} to the right`}
                  disabled={i === names.length - 1}
                  onClick={() => onChange(movedBy(names, i, 1))}
                >
                  <IconArrowDown size={14} />
                </ActionIcon>
              </li>
            ))}
          </ol>
        )}
        <Checkbox.Group value={names} onChange={onChange} aria-label="Columns shown">
          <div className={classes.choices}>
            {columns.map(({ name, group }, i) => (
              <Fragment key={name}>
                {group !== undefined && group !== columns[i - 1]?.group && (
                  <span className={classes.group}>{group}</span>
                )}
                <Checkbox size="xs" value={name} label={name} />
              </Fragment>
            ))}
          </div>
        </Checkbox.Group>
      </Popover.Dropdown>
    </Popover>
  );
}
