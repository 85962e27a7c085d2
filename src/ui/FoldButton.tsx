import { Button } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';

export interface FoldButtonProps {
  open: boolean;
  onChange(open: boolean): void;
  children: ReactNode;
}

/** Folds a part of a form away, and out again. */
export function FoldButton({ open, onChange, children }: FoldButtonProps) {
  const Chevron = open ? IconChevronDown : IconChevronRight;
  return (
    <Button
      variant="subtle"
      color="gray"
      size="compact-xs"
      leftSection={<Chevron size={14} />}
      aria-expanded={open}
      onClick={() => onChange(!open)}
    >
      {children}
    </Button>
  );
}
