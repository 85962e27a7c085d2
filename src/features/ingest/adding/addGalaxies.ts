import type { Column } from '../../../contracts/column.ts';
import type { CatalogueSource, GalaxyIds, OpenedCatalogue } from '../../../contracts/ingest.ts';
import type { JobControl } from '../../../contracts/job.ts';
import type { JoiningGalaxies } from '../../../contracts/joining.ts';
import { packIds } from '../../../data/bytes/packedIds.ts';
import { firstFew } from '../../../data/bytes/unreadable.ts';
import type { Representation } from '../../../session/representation.ts';
import type { Session } from '../../../session/session.ts';
import { formatCount, formatGalaxies } from '../../../ui/text/quantity.ts';
import { viewOf } from '../recent/restoreView.ts';
import type { JoiningClient } from './joiningClient.ts';
import {
  type ComingGalaxies,
  lengthenedCatalogue,
  lengthenedColumns,
  lengthenedRepresentation,
} from './lengthenedCatalogue.ts';
import { madeOfCatalogue } from './sessionState.ts';
import { shortenedCatalogue } from './shortenedCatalogue.ts';

/** What adding galaxies needs besides the session; tests pass fakes. */
export interface AddingClients {
  /** Puts galaxies of another open catalogue among the components of the map. */
  embed(
    source: Pick<OpenedCatalogue, 'handle'>,
    rows: Uint32Array,
    control: JobControl,
  ): Promise<JoiningGalaxies>;
  /**
   * Gives the galaxies of a representation that have no place on the map (NaN) one near their neighbours that have.
   *
   * @param positions (n, 2) row-major
   * @param columns (n) of the catalogue, which may be the axes of the map
   */
  place(
    representation: Representation,
    positions: Float32Array,
    columns: readonly Column[],
    control: JobControl,
  ): Promise<Float32Array>;
  /** Whether the galaxies are of the survey of which the open catalogue is a part: they need no pictures. Default false */
  ofSurvey?: boolean;
}

/** A catalogue with galaxies that were added to it. */
interface Lengthened {
  catalogue: OpenedCatalogue;
  /** Where they came from, as it was opened, and which of its rows they are. */
  opened: OpenedCatalogue;
  /** (m) */
  rows: Uint32Array;
  /** What a person is told: how many came, and what did not. */
  sentence: string;
  details: string[];
}

/**
 * Opens other galaxies, embeds those that are not in the open catalogue yet with its own network, and places them on its map. The
 * session stays as it is: it takes the result as it takes a catalogue that opens.
 *
 * @throws Error with a sentence where nothing can be added
 */
export async function addGalaxies(
  session: Session,
  ingest: Pick<JoiningClient, 'open' | 'close' | 'join'>,
  clients: AddingClients,
  source: CatalogueSource,
  control: JobControl,
): Promise<Lengthened> {
  const { ofSurvey } = clients;
  const { catalogue } = madeOfCatalogue(session, ofSurvey);
  const opened = await ingest.open(source, control);
  try {
    if (!opened.hasImages && !ofSurvey)
      throw new Error(
        `${opened.name} has no images, and new galaxies are placed by their images: add images, or rows with images.`,
      );
    const ids = idsHere(opened, catalogue.name);
    const { fresh, already } = apart(ids, catalogue.ids);
    if (fresh.length === 0)
      throw new Error(
        `Every galaxy of ${opened.name} is in ${catalogue.name} already (${firstFew(already)}): nothing was added.`,
      );
    const embedded = await clients.embed(opened, fresh, control);
    if (embedded.rows.length === 0)
      throw new Error(
        `No image of ${opened.name} could be read: ${embedded.problems[0]?.sentence ?? 'nothing was added.'}`,
      );
    control.signal?.throwIfAborted();
    const made = madeOfCatalogue(session, ofSurvey); // what a person did meanwhile is kept
    if (made.catalogue !== catalogue)
      throw new Error(`${catalogue.name} is not open any more: nothing was added to it.`);
    const coming: ComingGalaxies = { opened, ids, rows: fresh, embedded };
    const n = catalogue.rowCount;
    const representation = lengthenedRepresentation(made.representation, n, coming);
    const before = new Float32Array(2 * (n + fresh.length)).fill(Number.NaN);
    before.set(made.positions);
    const columns = lengthenedColumns(made, coming);
    const positions = await clients.place(representation, before, columns.own, control);
    control.signal?.throwIfAborted();
    const now = madeOfCatalogue(session, ofSurvey);
    if (now.representation !== made.representation || now.positions !== made.positions)
      throw new Error(`The map of ${catalogue.name} changed meanwhile: add the galaxies again.`);
    const handle = await ingest.join([
      { handle: catalogue.handle, count: n },
      { handle: opened.handle, count: fresh.length, rows: fresh },
    ]);
    const joined = { handle, representation, positions, view: viewOf(session, null) };
    return {
      catalogue: lengthenedCatalogue(now, coming, { ...joined, columns: lengthenedColumns(now, coming) }),
      opened,
      rows: fresh,
      sentence: toldOf(catalogue.name, coming, already),
      details: embedded.problems.map(problem => problem.sentence),
    };
  } catch (error) {
    void ingest.close(opened.handle);
    throw error;
  }
}

/** The open catalogue without the galaxies that were added to it last. @throws Error with a sentence where that cannot be */
export async function withoutLastAdded(
  session: Session,
  ingest: Pick<JoiningClient, 'join'>,
): Promise<OpenedCatalogue> {
  const { handle, rowCount, added = [] } = madeOfCatalogue(session).catalogue;
  const count = rowCount - (added.at(-1)?.rowCount ?? 0);
  const joined = await ingest.join([{ handle, count }]);
  return shortenedCatalogue(madeOfCatalogue(session), joined, viewOf(session, null));
}

/** Ids of galaxies that come from elsewhere: row numbers, which say nothing there, are told by what they came from. */
function idsHere({ ids, name }: OpenedCatalogue, here: string): GalaxyIds {
  if (name === here) return ids; // the same file again
  let row = 0;
  for (const id of ids) {
    if (id !== String(row)) return ids;
    row++;
  }
  return packIds(Array.from({ length: ids.length }, (_, i) => `${name} ${i}`));
}

/** Which galaxies are new to a catalogue, by their ids. */
function apart(ids: GalaxyIds, there: GalaxyIds): { fresh: Uint32Array; already: string[] } {
  const fresh: number[] = [];
  const already: string[] = [];
  let row = 0;
  for (const id of ids) {
    if (there.find(id) === undefined) fresh.push(row);
    else already.push(id);
    row++;
  }
  return { fresh: Uint32Array.from(fresh), already };
}

function toldOf(name: string, { rows, embedded }: ComingGalaxies, already: readonly string[]): string {
  const told = [`${formatGalaxies(rows.length)} ${rows.length === 1 ? 'was' : 'were'} added to ${name}.`];
  const unread = rows.length - embedded.rows.length;
  if (unread > 0)
    told.push(
      `${unread === 1 ? 'One of them has' : `${formatCount(unread)} of them have`} no image that can be read, and no place on the map.`,
    );
  if (already.length > 0)
    told.push(
      already.length === 1
        ? `${already[0]} is there already and was not added again.`
        : `${formatCount(already.length)} are there already and were not added again: ${firstFew(already)}.`,
    );
  return told.join(' ');
}
