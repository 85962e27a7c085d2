import { useState } from 'react';
import { ConfusionMatrix } from '../../../ui/charts/ConfusionMatrix.tsx';
import { confusionFigure } from '../../../ui/charts/figures/confusionFigure.ts';
import { FigureMenu } from '../../../ui/charts/figures/FigureMenu.tsx';
import room from '../../../ui/room.module.css';
import { formatGalaxies } from '../../../ui/text/quantity.ts';
import { Term } from '../../../ui/text/Term.tsx';
import type { ShownSet } from '../gallery/shownSet.ts';
import { networkName } from '../run/contenderName.ts';
import { accuracyText, chanceText } from './accuracyText.ts';
import classes from './EvaluationTable.module.css';
import type { TableRow } from './tableRows.ts';

/** How well fresh networks know the held-out galaxies after being taught by the prototypes, and by what they have to beat. */
export function EvaluationTable({ shown, rows }: { shown: ShownSet; rows: readonly TableRow[] }) {
  const [chosen, setChosen] = useState<string | null>(null);
  const open = rows.find(({ key }) => key === chosen) ?? null;
  if (rows.length === 0) return null;
  const { classes: names, perClass } = shown.card;
  const tested = perClass.test * names.length;
  return (
    <section className={room.part} aria-label="Evaluation">
      <h3 className={classes.title}>
        Accuracy on {formatGalaxies(tested)} that nothing was trained on, % (chance {chanceText(names.length)}
        )
      </h3>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Taught by</th>
            <th scope="col">
              <Term meaning="ConvNet: the network the prototypes were made with. ResNet: another architecture, which they were not made for.">
                Network
              </Term>
            </th>
            <th scope="col">Mean ± sd</th>
            <th scope="col">
              <Term meaning="Where the mean would lie, 95 times of 100, had other galaxies been drawn to test on (bootstrap).">
                95 %
              </Term>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, ...each }) => (
            <Row
              key={key}
              {...each}
              open={key === chosen}
              onOpen={() => setChosen(key === chosen ? null : key)}
            />
          ))}
        </tbody>
      </table>
      {open ? (
        <figure className={classes.confusion}>
          <figcaption className={room.note}>
            {open.name}, {networkName(open.row.network)}: of each true class (row), the share taken for each
            class (column), %. {open.row.recipe}
          </figcaption>
          <ConfusionMatrix {...confusionOf(open)} names={names} />
          <FigureMenu figure={confusionFigure({ ...confusionOf(open), names })} />
        </figure>
      ) : (
        <p className={room.note}>Choose a row to see which classes are taken for which.</p>
      )}
    </section>
  );
}

function confusionOf({ name, row }: TableRow) {
  return { label: `Classes taken for each other, ${name}`, counts: row.confusion, as: 'shares' } as const;
}

interface RowProps extends Omit<TableRow, 'key'> {
  open: boolean;
  onOpen(): void;
}

function Row({ name, title, row, own, open, onOpen }: RowProps) {
  const { contender, network, mean, sd, low, high } = row;
  return (
    <tr data-strong={own && contender === 'synthetic'}>
      <th scope="row">
        <button
          type="button"
          className={classes.row}
          aria-expanded={open}
          title={own ? undefined : `Of the set “${title}”`}
          onClick={onOpen}
        >
          {name}
        </button>
      </th>
      <td>{networkName(network)}</td>
      <td>{accuracyText(mean, sd)}</td>
      <td>
        {(100 * low).toFixed(0)}–{(100 * high).toFixed(0)}
      </td>
    </tr>
  );
}
