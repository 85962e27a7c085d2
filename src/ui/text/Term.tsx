import { Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './Term.module.css';

/** A word of the field with its meaning in a tooltip, for pointer and keyboard. */
export function Term({ children, meaning }: { children: ReactNode; meaning: string }) {
  return (
    <Tooltip label={meaning} multiline w={260} events={{ hover: true, focus: true, touch: true }}>
      <button type="button" className={classes.term}>
        {children}
      </button>
    </Tooltip>
  );
}
