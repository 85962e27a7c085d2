import { Button } from '@mantine/core';
import type { AnomaliesState } from '../state/anomaliesState.ts';
import classes from './RatingCard.module.css';

/**
 * From one galaxy to another: back to those rated, on to the one asked about, past it, and undo.
 *
 * @param props.row null while none is shown
 */
export function CardWays({ state, row }: { state: AnomaliesState; row: number | null }) {
  const { card, said } = state;
  const { rows } = said.ratings;
  const ways = [
    { verb: 'Back', go: state.back, disabled: rows.length === 0 || rows[0] === row },
    { verb: 'Forward', go: state.forward, disabled: card === null || card.row === row },
    {
      verb: 'Skip',
      go: state.skip,
      disabled: row !== null && said.skipped.has(row),
      className: classes.skip,
    },
    { verb: 'Undo', go: state.undo, disabled: false },
  ];
  return (
    <div className={classes.ways}>
      {ways.map(({ verb, go, disabled, className }) => (
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
