import { Button } from '@mantine/core';
import type { AnomaliesState } from '../state/anomaliesState.ts';
import classes from './RatingCard.module.css';

/**
 * From one galaxy to another: back to those rated, on to the one asked about, past it, and undo.
 *
 * @param props.row null while none is shown
 */
export function CardNavigation({ state, row }: { state: AnomaliesState; row: number | null }) {
  const { card, searchRows } = state;
  const { rows } = searchRows.ratings;
  const steps = [
    { verb: 'Back', go: state.back, disabled: rows.length === 0 || rows[0] === row },
    { verb: 'Forward', go: state.forward, disabled: card === null || card.row === row },
    {
      verb: 'Skip',
      go: state.skip,
      disabled: row !== null && searchRows.skipped.has(row),
      className: classes.skip,
    },
    { verb: 'Undo', go: state.undo, disabled: false },
  ];
  return (
    <div className={classes.navigation}>
      {steps.map(({ verb, go, disabled, className }) => (
        <Button
          key={verb}
          className={className}
          variant="default"
          size="compact-xs"
          onClick={go}
          disabled={disabled || row === null}
        >
          {verb}
        </Button>
      ))}
    </div>
  );
}
