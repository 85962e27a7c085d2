import { ActionIcon, UnstyledButton } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { type MouseEvent, type ReactNode, useState } from 'react';
import { NameField } from '../NameField.tsx';
import classes from './lines.module.css';

interface NamedLineProps {
  name: string;
  /** What the pointer is told; default: the name. */
  title?: string;
  disabled?: boolean;
  /** What the line shows. */
  children: ReactNode;
  onUse(event: MouseEvent): void;
  onRename(name: string): void;
  onRemove(): void;
}

/** A line of a list of things with names: a click uses one, and it can be renamed and deleted. */
export function NamedLine(props: NamedLineProps) {
  const { name, title = name, disabled, children, onUse, onRename, onRemove } = props;
  const [naming, setNaming] = useState(false);
  if (naming) {
    return (
      <li>
        <NameField
          label={`Name of ${name}`}
          name={name}
          onDone={wanted => {
            if (wanted !== null) onRename(wanted);
            setNaming(false);
          }}
        />
      </li>
    );
  }
  return (
    <li className={classes.line}>
      <UnstyledButton className={classes.use} title={title} disabled={disabled} onClick={onUse}>
        {children}
      </UnstyledButton>
      <ActionIcon aria-label={`Rename ${name}`} onClick={() => setNaming(true)}>
        <IconPencil size={14} />
      </ActionIcon>
      <ActionIcon aria-label={`Delete ${name}`} onClick={onRemove}>
        <IconTrash size={14} />
      </ActionIcon>
    </li>
  );
}
