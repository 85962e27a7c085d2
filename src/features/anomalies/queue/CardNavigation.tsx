import { Button } from '@mantine/core';
import type { AnomaliesState } from '../state/anomaliesState.ts';
import classes from './RatingCard.module.css';

/**
 * Buttons that go back to the galaxies rated, on to the one asked about, skip it, or undo.
 *
 * @param props.row of the galaxy shown; null while none is
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
