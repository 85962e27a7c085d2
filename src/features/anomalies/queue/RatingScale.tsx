import { UnstyledButton } from '@mantine/core';
import classes from './RatingScale.module.css';

const scores = [0, 1, 2, 3, 4, 5];

interface RatingScaleProps {
  /** The rating given. */
  score: number | undefined;
  /** Expected rating and its standard deviation; NaN where unknown. */
  mean: number;
  std: number;
  /** Absent while there is no galaxy to rate. */
  onRate?(score: number): void;
}

/** Six buttons from 0 to 5 and, above them, where the model expects the rating to fall. */
export function RatingScale({ score, mean, std, onRate }: RatingScaleProps) {
  return (
    <div>
      <Expectation mean={mean} std={std} />
      <fieldset className={classes.scale} aria-label="How much does it interest you?">
        {scores.map(each => (
          <UnstyledButton
            key={each}
            className={classes.score}
            aria-label={`Rate ${each}`}
            aria-pressed={score === each}
            aria-keyshortcuts={String(each)}
            disabled={!onRate}
            onClick={() => onRate?.(each)}
          >
            {each}
          </UnstyledButton>
        ))}
      </fieldset>
      <div className={classes.ends} aria-hidden="true">
        <span>not at all</span>
        <span>very much</span>
      </div>
    </div>
  );
}

/** A mark at the expected rating with one standard deviation to either side; the card says the same in words. */
function Expectation({ mean, std }: { mean: number; std: number }) {
  const share = (value: number) => (Math.min(5, Math.max(0, value)) + 0.5) / 6; // a button's middle is its rating
  const low = share(mean - (std || 0));
  const high = share(mean + (std || 0));
  return (
    <div className={classes.expectation} aria-hidden="true">
      {!Number.isNaN(mean) && (
        <>
          <span className={classes.band} style={{ left: `${100 * low}%`, width: `${100 * (high - low)}%` }} />
          <span className={classes.mark} style={{ left: `${100 * share(mean)}%` }} />
        </>
      )}
    </div>
  );
}
