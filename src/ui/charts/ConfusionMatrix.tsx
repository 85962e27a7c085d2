import type { CSSProperties } from 'react';
import classes from './ConfusionMatrix.module.css';

/** What the matrix shows, and what a click on a cell does. */
export interface ConfusionMatrixProps {
  /** What it shows, in words. */
  label: string;
  names: readonly string[];
  /** (classes, classes) row-major counts: rows are true classes, columns predicted ones */
  counts: ArrayLike<number>;
  /** Counts, or percentages of the true class. */
  as: 'counts' | 'shares';
  /** True and predicted class of the chosen cell. */
  chosen?: readonly [truth: number, taken: number] | null;
  /** Makes buttons of the cells that hold galaxies. */
  onChoose?(cell: readonly [truth: number, taken: number]): void;
}

const mostNamed = 4; // columns whose names can be read in a panel of 380 px; more bear numbers
const shortLetters = 3; // of names as narrow as those numbers: of classes “0” to “6”, numbers would be read as classes

/** Which classes are taken for which. The shade of a cell is the share of its true class. */
export function ConfusionMatrix({ label, names, counts, as, chosen, onChoose }: ConfusionMatrixProps) {
  const n = names.length;
  const numbered = n > mostNamed && names.some(name => name.length > shortLetters);
  const members = names.map((_, i) => {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += counts[i * n + j];
    return sum;
  });
  return (
    <div className={classes.scroll}>
      <table className={classes.matrix} aria-label={label}>
        <thead>
          <tr>
            <th scope="col" className={classes.corner}>
              true ╲ predicted
            </th>
            {names.map((name, i) => (
              <th key={name} scope="col" title={name} aria-label={name}>
                {numbered ? i + 1 : name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {names.map((name, truth) => (
            <tr key={name}>
              <th scope="row" title={name} aria-label={name}>
                {numbered ? `${truth + 1} ${name}` : name}
              </th>
              {names.map((other, taken) => {
                const count = counts[truth * n + taken];
                const share = members[truth] > 0 ? count / members[truth] : 0;
                const text = as === 'counts' ? count : (100 * share).toFixed(0);
                const style = { '--share': share } as CSSProperties;
                return (
                  <td key={other} data-right={truth === taken}>
                    {onChoose ? (
                      <button
                        type="button"
                        className={classes.cell}
                        style={style}
                        aria-pressed={chosen?.[0] === truth && chosen[1] === taken}
                        aria-label={`${name} taken for ${other}: ${count}`}
                        disabled={count === 0}
                        onClick={() => onChoose([truth, taken])}
                      >
                        {text}
                      </button>
                    ) : (
                      <span className={classes.cell} style={style}>
                        {text}
                      </span>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
