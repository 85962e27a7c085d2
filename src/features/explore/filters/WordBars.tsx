import { useState } from 'react';
import type { LinkedHistogram } from '../../../maths/filters/crossFilter.ts';
import { formatCount } from '../../../ui/text/quantity.ts';
import classes from './WordBars.module.css';

interface WordBarsProps {
  words: readonly string[];
  histogram: LinkedHistogram;
  /** Words that pass; null where all do. */
  chosen: readonly string[] | null;
  /** Null: all pass again. */
  onChange(words: readonly string[] | null): void;
}

const shownAtOnce = 8; // more are unfolded

/** A bar for each word of a column, the most frequent first; a click lets only that word pass, further clicks more. */
export function WordBars({ words, histogram, chosen, onChange }: WordBarsProps) {
  const { all, linked } = histogram;
  const [unfolded, setUnfolded] = useState(false);
  const order = words
    .map((word, code) => ({ word, code }))
    .filter(({ code }) => all[code] > 0)
    .sort((a, b) => all[b.code] - all[a.code]);
  const shown = unfolded ? order : order.slice(0, shownAtOnce);
  const highest = Math.max(1, ...order.map(({ code }) => all[code]));
  function toggle(word: string): void {
    const next = chosen?.includes(word) ? chosen.filter(each => each !== word) : [...(chosen ?? []), word];
    onChange(next.length === 0 ? null : next);
  }
  return (
    <div>
      <ul className={classes.list}>
        {shown.map(({ word, code }) => (
          <li key={code}>
            <button
              type="button"
              className={classes.word}
              aria-pressed={chosen?.includes(word) ?? false}
              onClick={() => toggle(word)}
            >
              <span className={classes.name}>{word}</span>
              <span className={classes.track} aria-hidden="true">
                <span className={classes.all} style={{ width: `${(100 * all[code]) / highest}%` }} />
                <span className={classes.linked} style={{ width: `${(100 * linked[code]) / highest}%` }} />
              </span>
              <span className={classes.count}>
                {linked[code] === all[code]
                  ? formatCount(all[code])
                  : `${formatCount(linked[code])} / ${formatCount(all[code])}`}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {order.length > shownAtOnce && (
        <button
          type="button"
          className={classes.more}
          aria-expanded={unfolded}
          onClick={() => setUnfolded(!unfolded)}
        >
          {unfolded ? 'Show fewer' : `Show all ${formatCount(order.length)}`}
        </button>
      )}
    </div>
  );
}
