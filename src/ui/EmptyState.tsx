import type { ReactNode } from 'react';
import classes from './EmptyState.module.css';

interface EmptyStateProps {
  /** A single icon; decoration. */
  icon?: ReactNode;
  /** One sentence: what is missing, or what went wrong. */
  children: ReactNode;
  /** Default plain; a problem is announced and marked. */
  tone?: 'plain' | 'problem';
  /** The one action that helps. */
  action?: ReactNode;
}

/** What a panel shows instead of content: nothing yet, or a failure. */
export function EmptyState({ icon, children, tone = 'plain', action }: EmptyStateProps) {
  return (
    <div className={classes.state} data-tone={tone} role={tone === 'problem' ? 'alert' : undefined}>
      {icon && (
        <span className={classes.icon} aria-hidden="true">
          {icon}
        </span>
      )}
      <p className={classes.sentence}>{children}</p>
      {action}
    </div>
  );
}
