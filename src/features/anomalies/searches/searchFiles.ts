import type { OpenedCatalogue } from '../../../contracts/ingest.ts';
import { ratingsTable } from '../../../data/searches/ratingsTable.ts';
import { ratingsThatApply } from '../../../data/searches/ratingsThatApply.ts';
import type { Session } from '../../../session/session.ts';
import type { ReadNotes } from '../../../ui/files/FileServices.tsx';
import { notesOfWhole } from '../../../ui/files/fileNotes.ts';
import { saveText } from '../../../ui/files/saveText.ts';
import { formatCount, formatCounted } from '../../../ui/text/quantity.ts';
import type { AnomaliesStore } from '../state/anomaliesState.ts';

/** Formats a search is exported as; VOTable carries units and meanings for other programs. */
export type FileKind = 'csv' | 'votable';

/** Saves the current search as a file with the ranking of all its ratings; waits for a ranking under way. */
export async function exportSearch(
  kind: FileKind,
  session: Session,
  store: AnomaliesStore,
  provenance: ReadNotes,
): Promise<void> {
  await ranked(store);
  const told = provenance(); // of the moment of the ranking
  const { catalogue } = session.catalogue.getState();
  const { current } = session.labels.getState();
  if (!catalogue || !current) throw new Error('There is no search to export: begin one first.');
  const { learnt } = store.getState();
  const known = learnt?.ranking.hyperparameters ? learnt : null;
  const table = ratingsTable(current, {
    ...positionsOf(catalogue),
    ranking: known && {
      order: known.ranking.order,
      mean: known.interest,
      std: known.uncertainty,
      kernel: known.kernel,
    },
    weights: session.representation.getState().representation?.weights,
    person: session.preferences.getState().personName ?? undefined,
  });
  const notes = notesOfWhole(await told);
  const name = current.name.replace(/[^\p{L}\p{N} ._-]+/gu, ' ').trim() || 'search';
  if (kind === 'csv') {
    const { writeRatingsCsv } = await import('../../../data/searches/ratingsCsv.ts');
    saveText(`${name}.csv`, writeRatingsCsv(table, notes), 'text/csv');
  } else {
    const { writeRatingsVotable } = await import('../../../data/searches/ratingsVotable.ts');
    saveText(`${name}.vot`, writeRatingsVotable(table, notes), 'application/x-votable+xml');
  }
}

const positionsOf = ({ ids, raDeg, decDeg }: OpenedCatalogue) => ({ ids, raDeg, decDeg });

/** Resolves once no ranking is under way. */
function ranked(store: AnomaliesStore): Promise<void> {
  return new Promise(resolve => {
    if (store.getState().working === null) return resolve();
    const stop = store.subscribe(({ working }) => {
      if (working !== null) return;
      stop();
      resolve();
    });
  });
}

/** What an import did, as a sentence with details, and a function that undoes it. */
interface Imported {
  sentence: string;
  details: string[];
  undo(): void;
}

/**
 * Imports the ratings of a file: a search this app wrote becomes one of this catalogue, with its seed and kernel, so that
 * it ranks as it did; ratings of any other table are added to the current search, or to a new one.
 *
 * @throws Error with a sentence where the file holds no ratings, or none of a galaxy of this catalogue
 */
export async function importRatings(file: File, session: Session, store: AnomaliesStore): Promise<Imported> {
  const { readRatings } = await import('../../../data/searches/readRatings.ts');
  const read = await readRatings(file, file.name);
  const { rowOf } = session.catalogue.getState();
  const { notes, problems: details } = read;
  const own = ratingsThatApply(read, id => rowOf(id) !== undefined);
  if (own.ratings.length === 0 && own.skipped.length === 0) {
    throw new Error(
      `None of its ${formatCounted(read.ratings.length, 'rating')} is of a galaxy of this catalogue: their ids differ.`,
    );
  }
  const lacking =
    own.elsewhere > 0 ? `; ${formatCount(own.elsewhere)} of galaxies that this catalogue lacks left out` : '';
  const labels = session.labels.getState();
  const count = own.ratings.length === 1 ? 'One rating' : `${formatCount(own.ratings.length)} ratings`;
  if (notes.seed !== undefined) {
    const name = freeName(notes.name ?? file.name, labels.searches);
    labels.restore({
      key: '', // it gets a new key: the search it was written from may be here too
      catalogue: labels.catalogue ?? '',
      name,
      seed: notes.seed,
      start: notes.start ?? 'examples',
      ratings: own.ratings,
      skipped: own.skipped,
      changedMs: 0,
    });
    if (notes.kernel) store.getState().change({ kernel: notes.kernel });
    const { current } = session.labels.getState();
    return {
      sentence: `${count} came with the search “${name}”${lacking}.`,
      details,
      undo: () => current && session.labels.getState().remove(current.key),
    };
  }
  if (!labels.current) {
    const name = freeName(file.name.replace(/\.\w+$/, ''), labels.searches);
    store.getState().begin(name, { start: 'examples', rows: [] });
  }
  store.getState().rateAll(own.ratings);
  const { current } = session.labels.getState();
  return {
    sentence: `${count} of ${file.name} added to “${current?.name ?? ''}”${lacking}.`,
    details,
    undo: () => store.getState().undo(),
  };
}

/** A name that no search has yet: "rings", else "rings 2". */
export function freeName(name: string, searches: readonly { name: string }[]): string {
  const taken = new Set(searches.map(each => each.name));
  if (!taken.has(name)) return name;
  for (let n = 2; ; n++) if (!taken.has(`${name} ${n}`)) return `${name} ${n}`;
}
