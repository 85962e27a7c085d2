import { UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './FoldButton.module.css';

interface FoldButtonProps {
  open: boolean;
  /** Id of the part, where it is there while folded too. */
  controls?: string;
  onChange(open: boolean): void;
  /** What is folded away. */
  children: ReactNode;
}

/** Folds a part of a panel away, and out again. */
export function FoldButton({ open, controls, onChange, children }: FoldButtonProps) {
  return (
    <UnstyledButton
      className={classes.fold}
      aria-expanded={open}
      aria-controls={controls}
      onClick={() => onChange(!open)}
    >
      <IconChevronDown size={14} className={classes.chevron} data-open={open} aria-hidden="true" />
      {children}
    </UnstyledButton>
  );
}
