import { cividis } from '../../maths/images/colourScale.ts';
import classes from './ConfusionMatrix.module.css';

export interface ConfusionMatrixProps {
  title: string;
  names: readonly string[];
  /** (classes, classes) row-major counts: rows are true classes */
  counts: ArrayLike<number>;
  /** How the networks were trained. */
  recipe: string;
}

const whiteBelow = 0.55; // of the scale: cividis grows light there

/** Which classes are taken for which, in shares of the true class. */
export function ConfusionMatrix({ title, names, counts, recipe }: ConfusionMatrixProps) {
  const n = names.length;
  return (
    <figure className={classes.figure}>
      <figcaption className={classes.note}>
        {title}: of each true class (row), the share taken for each class (column), %. {recipe}
      </figcaption>
      <div className={classes.scroll}>
        <table className={classes.matrix}>
          <thead>
            <tr>
              <td />
              {names.map((name, i) => (
                <th key={name} scope="col" title={name} aria-label={name}>
                  {i + 1}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {names.map((name, row) => {
              let members = 0;
              for (let i = 0; i < n; i++) members += counts[row * n + i];
              return (
                <tr key={name}>
                  <th scope="row" title={name}>
                    {row + 1} {name}
                  </th>
                  {names.map((other, column) => {
                    const share = members > 0 ? counts[row * n + column] / members : 0;
                    return (
                      <td
                        key={other}
                        data-right={row === column}
                        style={{
                          background: `rgb(${cividis(share).join(' ')})`,
                          color: share < whiteBelow ? '#fff' : '#000',
                        }}
                      >
                        {(100 * share).toFixed(0)}
                      </td>
                    );
                  })}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </figure>
  );
}
