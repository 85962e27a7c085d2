import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { OpenedCatalogue } from '../../contracts/ingest.ts';
import { catalogueCount } from '../../ui/text/catalogueCount.ts';
import { formatCount } from '../../ui/text/quantity.ts';
import classes from './OpenCatalogue.module.css';
import { PictureSets, type PictureSetsProps } from './PictureSets.tsx';

const mostProblems = 200; // lines a person might still scroll through

interface OpenCatalogueProps {
  catalogue: OpenedCatalogue;
  /** Opens other datasets of an HDF5 file, and shows their first pictures. */
  pictureSets?: Pick<PictureSetsProps, 'onOpen' | 'preview'>;
  /** Draws the map from the columns x and y, where they could be one. */
  onMapFromColumns?: () => void;
  /** Reads the pictures again that were too large to be kept. */
  away?: AwayPictures;
}

/** The files of a kept catalogue whose pictures are not here. */
export interface AwayPictures {
  /** Whether the browser gave something to read them again. */
  mayAsk(): Promise<boolean>;
  /** Asks the person's permission and opens them; says why where that cannot be. Must be called in a click. Never rejects. */
  ask(): Promise<void>;
}

interface PicturesAwayProps {
  /** Name of the file or folder they are in. */
  of: string;
  away?: AwayPictures;
}

/** Where the pictures are that were too large to be copied, and the way back to them. */
function PicturesAway({ of, away }: PicturesAwayProps) {
  const [mayAsk, setMayAsk] = useState(false);
  useEffect(() => {
    away?.mayAsk().then(setMayAsk, () => {}); // without it, the file is opened by hand
  }, [away]);
  return (
    <p className={classes.facts}>
      The pictures are in {of}, of which this browser keeps no copy: it is large. Map, columns and search need
      none.{' '}
      {mayAsk ? (
        <Button size="compact-xs" variant="default" onClick={() => void away?.ask()}>
          Show the pictures
        </Button>
      ) : (
        'Open it again to see them.'
      )}
    </p>
  );
}

/** What is open: its name, how much it holds, whom to credit and what of it could not be read. */
export function OpenCatalogue({ catalogue, pictureSets, onMapFromColumns, away }: OpenCatalogueProps) {
  const { name, hasImages, raDeg, weights, components, embedding, credit, problems, restored, handle } =
    catalogue;
  const facts = [
    catalogueCount(catalogue),
    hasImages ? 'with images' : 'without images',
    raDeg ? 'with positions on the sky' : null,
    restored && components
      ? `represented by ${weights}`
      : components || embedding
        ? `with its own representation${weights ? ` (${weights})` : ''}`
        : null,
  ].filter(fact => fact !== null);
  return (
    <section className={classes.card} aria-label="Open catalogue">
      <h2 className={classes.name}>{name}</h2>
      <p className={classes.facts}>{facts.join(' · ')}</p>
      {restored?.picturesIn && <PicturesAway key={handle} of={restored.picturesIn} away={away} />}
      {credit && <p className={classes.facts}>{credit}</p>}
      {catalogue.pictureSets && pictureSets && (
        <PictureSets key={catalogue.handle} {...catalogue.pictureSets} {...pictureSets} />
      )}
      {onMapFromColumns && (
        <p className={classes.facts}>
          Columns x and y may be map positions or anything else: the file does not say.{' '}
          <Button size="compact-xs" variant="default" onClick={onMapFromColumns}>
            Draw the map from them
          </Button>
        </p>
      )}
      {problems.length > 0 && (
        <details className={classes.problems}>
          <summary>
            {problems.length === 1 ? 'One problem' : `${formatCount(problems.length)} problems`} while reading
          </summary>
          <ul>
            {problems.slice(0, mostProblems).map(problem => (
              <li key={`${problem.row ?? ''} ${problem.sentence}`}>{problem.sentence}</li>
            ))}
            {problems.length > mostProblems && (
              <li>… and {formatCount(problems.length - mostProblems)} more</li>
            )}
          </ul>
        </details>
      )}
    </section>
  );
}
