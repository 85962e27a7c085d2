import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { type FigureRun, withFigure } from './figuresPage.ts';
import type { Machine } from './machine.ts';
import { withQuotedFigure } from './quotedFigures.ts';

/** One figure to be computed. */
interface Figure extends Pick<FigureRun, 'name' | 'tells' | 'command' | 'weights'> {
  compute: () => Promise<object>;
}

/** Files that a run changes, as paths. */
interface RecordPlaces {
  /** The page of all figures; made where it is missing */
  page: string;
  /** A text that quotes some of their numbers */
  quoting: string;
}

/** What a run is told of the world. */
interface Surroundings {
  /** Where the figure is written down; null for nowhere */
  places: RecordPlaces | null;
  machine: Machine;
  now: () => Date;
  /** Takes the figure as one line of JSON */
  print: (line: string) => void;
}

/**
 * Computes a figure, prints it, then writes it down. Where it fails nothing is written; where writing fails the figure
 * was printed.
 */
export async function runFigure(
  { name, tells, command, weights, compute }: Figure,
  surroundings: Surroundings,
): Promise<void> {
  const { places, machine, now, print } = surroundings;
  const value = await compute();
  print(JSON.stringify(value));
  if (!places) return;
  const quoting = withQuotedFigure(readFileSync(places.quoting, 'utf8'), name, value);
  const page = existsSync(places.page) ? readFileSync(places.page, 'utf8') : '';
  writeFileSync(
    places.page,
    withFigure(page, { name, tells, command, weights, date: now(), machine, value }),
  );
  writeFileSync(places.quoting, quoting);
}
