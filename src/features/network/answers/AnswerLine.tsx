import { VisuallyHidden } from '@mantine/core';
import { formatPercent } from '../../../ui/text/quantity.ts';
import classes from './DecisionTree.module.css';

interface AnswerLineProps {
  /** Index among the head's answers. */
  answer: number;
  word: string;
  /** Expected share, 0–1. */
  share: number;
  low?: number;
  high?: number;
  /** What volunteers said; NaN where they were not asked, absent where the catalogue does not tell. */
  volunteers?: number;
  /** On the likeliest walk. */
  likely: boolean;
  /** The map is coloured by it. */
  painted: boolean;
  tabbable: boolean;
  onChoose(answer: number): void;
}

const barPx = 72;
const heightPx = 14;

/** One answer: its bar, interval and share, and the volunteers' own beside it; a click colours the map by it. */
export function AnswerLine(props: AnswerLineProps) {
  const { answer, word, share, low, high, volunteers, likely, painted, tabbable, onChoose } = props;
  const interval = low === undefined || high === undefined ? null : `${percent(low)}–${percent(high)}`;
  const said = volunteers === undefined || Number.isNaN(volunteers) ? null : volunteers;
  return (
    <button
      type="button"
      className={classes.answer}
      data-answer={answer}
      data-likely={likely}
      aria-pressed={painted}
      title="Colour the map by it"
      tabIndex={tabbable ? 0 : -1}
      onClick={() => onChoose(answer)}
    >
      <span className={classes.word}>{word} </span>
      <svg width={barPx} height={heightPx} className={classes.bar} aria-hidden="true">
        <rect className={classes.track} y={5} width={barPx} height={4} rx={2} />
        <rect className={classes.fill} y={5} width={share * barPx} height={4} rx={2} />
        {low !== undefined && high !== undefined && (
          <path
            className={classes.whisker}
            d={`M${low * barPx} 4v6M${high * barPx} 4v6M${low * barPx} 7H${high * barPx}`}
          />
        )}
        {said !== null && (
          <circle className={classes.said} cx={4 + said * (barPx - 8)} cy={heightPx / 2} r={3} />
        )}
      </svg>
      <span className={classes.share}>{formatPercent(share)}</span>
      {interval && (
        <span className={classes.interval}>
          <VisuallyHidden>, between </VisuallyHidden>
          {interval}
        </span>
      )}
      {volunteers !== undefined && (
        <span className={classes.volunteers}>
          <VisuallyHidden>, volunteers </VisuallyHidden>
          {said === null ? (
            '–'
          ) : (
            <>
              <span aria-hidden="true">○ </span>
              {formatPercent(said)}
            </>
          )}
        </span>
      )}
    </button>
  );
}

function percent(share: number): string {
  return (100 * share).toFixed(0);
}
