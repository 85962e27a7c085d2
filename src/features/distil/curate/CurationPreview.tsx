import { useEffect, useMemo, useState } from 'react';
import type { CuratedChoice, CurationRecipe } from '../../../contracts/curation.ts';
import type { PixelBatch } from '../../../contracts/ingest.ts';
import type { CurationCounts } from '../../../data/runs/curatedSet.ts';
import { PixelCanvas } from '../../../ui/pictures/PixelCanvas.tsx';
import { formatCount } from '../../../ui/text/quantity.ts';
import rowClasses from './ClassRows.module.css';
import { rowsOfClass } from './curation.ts';
import type { CurationClients } from './curationClients.ts';
import classes from './NewSetForm.module.css';

const examples = 5; // a line of tiles

/** How many galaxies of each class there are, where they go, and the surest of them as the network will see them. */
export function CurationPreview({ clients, choice }: { clients: CurationClients; choice: CuratedChoice }) {
  const { recipe, found, toTrain, train, validation, test } = choice;
  const names = recipe.classes.map(({ name }) => name);
  const share = (part: { rows: Uint32Array }) => part.rows.length / names.length;
  const rows = useMemo(
    () => choice.recipe.classes.map((_, label) => rowsOfClass(choice.train, label, examples)),
    [choice],
  );
  const seen = useExamples(clients, rows.flat(), choice);
  const bounded = share(train) < recipe.perClass;
  return (
    <section aria-label="The set" className={classes.preview}>
      <p className={classes.meaning} role="status">
        {formatCount(share(train))} of each class to train on, {formatCount(share(validation))} to tune by and{' '}
        {formatCount(share(test))} to test on, apart from each other by their ids; the surest are taken first.
        {bounded && ` There are no more of “${names[toTrain.indexOf(Math.min(...toTrain))]}”.`}
      </p>
      <ul className={rowClasses.rows} aria-label="Examples by class">
        {names.map((name, label) => (
          <li key={name}>
            <h3 className={rowClasses.name}>
              {name} <span className={classes.found}>{formatCount(found[label])} found</span>
            </h3>
            <div className={rowClasses.line}>
              {rows[label].map(row => (
                <Example key={row} row={row} seen={seen} label={`Example of ${name}`} />
              ))}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What the rules of a recipe find that comes to no set: which class is short, and by how much. */
export function FoundCounts({ recipe, counts }: { recipe: CurationRecipe; counts: CurationCounts }) {
  return (
    <ul className={classes.counts} aria-label="Galaxies found by class">
      {recipe.classes.map(({ name }, label) => (
        <li key={name}>
          {name}{' '}
          <span className={classes.found}>
            {formatCount(counts.found[label])} found, {formatCount(counts.toTrain[label])} to train on
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Pixels of some galaxies as the recipe cuts them; null until they are here. */
function useExamples(clients: CurationClients, rows: number[], choice: CuratedChoice): PixelBatch | null {
  const [seen, setSeen] = useState<PixelBatch | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the rows come with the choice
  useEffect(() => {
    let wanted = true;
    const handle = clients.session.catalogue.getState().catalogue?.handle;
    if (handle === undefined) return;
    clients.pixels(handle, Uint32Array.from(rows), choice.recipe.view).then(
      batch => wanted && setSeen(batch),
      () => wanted && setSeen(null), // said when the run is started
    );
    return () => {
      wanted = false;
    };
  }, [clients, choice]);
  return seen;
}

function Example({ row, seen, label }: { row: number; seen: PixelBatch | null; label: string }) {
  const at = seen?.rows.indexOf(row) ?? -1;
  const sidePx = seen?.sidePx ?? 1;
  const rgba = useMemo(() => {
    const size = sidePx * sidePx;
    const pixels = new Uint8ClampedArray(4 * size);
    if (!seen || at < 0) return pixels;
    for (let p = 0; p < size; p++) {
      const from = 3 * (at * size + p);
      pixels.set(seen.pixels.subarray(from, from + 3), 4 * p);
      pixels[4 * p + 3] = 255;
    }
    return pixels;
  }, [seen, at, sidePx]);
  return (
    <PixelCanvas widthPx={sidePx} heightPx={sidePx} rgba={rgba} className={rowClasses.pixels} label={label} />
  );
}
