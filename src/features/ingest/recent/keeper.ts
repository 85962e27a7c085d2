import type { AddedGalaxies, CatalogueSource, OpenedCatalogue } from '../../../contracts/ingest.ts';
import { StorageFullError } from '../../../data/bytes/databaseWriter.ts';
import { reasonOf } from '../../../data/bytes/unreadable.ts';
import { keyOfCatalogue } from '../../../data/catalogues/catalogueKey.ts';
import { copiedPieces } from '../../../data/kept/copiedPieces.ts';
import type { KeptManifest } from '../../../data/kept/keptManifest.ts';
import { PiecesGoneError, piecesOf, ReplacedElsewhereError } from '../../../data/kept/keptShelf.ts';
import { createPiecePlacing } from '../../../data/kept/pieces.ts';
import { evictedTold, factsWithoutPieces, isEvicted, otherRowsTold } from './changedShelf.ts';
import { awayInstead, copiedFiles } from './copiedFiles.ts';
import { copyLimit } from './copyLimit.ts';
import { rootsOf } from './fileHandles.ts';
import { takeOthersColumns } from './fromAnotherTab.ts';
import type { AddedFrom, Keeper, KeeperParts, PresentCatalogue } from './keeperState.ts';
import { knowPieces } from './knownPieces.ts';
import { type KeptFacts, presentManifest } from './presentManifest.ts';
import { viewOf } from './restoreView.ts';
import { isSameSource } from './sameSource.ts';
import { partsThatAreThere, unreadParts } from './unreadParts.ts';

function isOthersDoing(error: unknown): boolean {
  return error instanceof PiecesGoneError || error instanceof ReplacedElsewhereError;
}

const changeWaitMs = 1500; // a run publishes several columns in a row
const viewWaitMs = 400; // after the last turn of the wheel

/** Keeps the open catalogue on a shelf. One write follows another; each is whole, or the one before it stays. */
export function createKeeper(parts: KeeperParts): Keeper {
  const { session, shelf, clock, newName, room, pictureOf, onKept } = parts;
  let present: PresentCatalogue | null = null;
  let chain: Promise<void> = Promise.resolve();
  let changeTimer: ReturnType<typeof setTimeout> | undefined;
  let viewTimer: ReturnType<typeof setTimeout> | undefined;

  function tell(of: PresentCatalogue, error: unknown): void {
    if (of.told) return;
    of.told = true;
    const sentence =
      error instanceof StorageFullError
        ? error.message
        : `${of.catalogue.name} could not be kept in this browser (${reasonOf(error)}): it lasts as long as this page.`;
    session.notices.getState().complain(sentence);
  }

  /** Writes what changed since; the former state stays where that fails. */
  async function write(of: PresentCatalogue, tries = 2): Promise<void> {
    if (of.deleted || of.rowsWaiting > 0 || (present !== of && !of.last)) return;
    const { pictures, picture, additions } = of.facts;
    const manifest = of.last
      ? { ...of.last, pictures, picture, additions }
      : presentManifest(session, of.catalogue, of.facts, of.placing.place);
    const told = JSON.stringify({ ...manifest, seenMs: 0 });
    const fresh = of.placing.takeFresh();
    if (told === of.written && fresh.length === 0) {
      of.failure = undefined;
      return;
    }
    const name = newName();
    try {
      if (fresh.length > 0) await shelf.putPieces(of.facts.key, await copiedPieces(fresh));
      if (of.deleted) return await shelf.remove(of.facts.key);
      await shelf.putManifest({ ...manifest, write: name }, { needsAll: true, only: { write: of.write } });
    } catch (error) {
      if (isOthersDoing(error) && tries > 0) return writeBesideTheirs(of, error, tries - 1);
      of.placing.giveBack(fresh); // with the next change there may be room
      throw error;
    }
    of.written = told;
    remember(of, { ...manifest, write: name });
    of.failure = undefined;
    if (manifest.representation) await shelf.dropChunks(of.facts.key);
  }

  function remember(of: PresentCatalogue, { write: name, published }: KeptManifest): void {
    of.write = name;
    of.publishedBefore = new Set(published.map(column => column.name));
  }

  /**
   * Another tab wrote meanwhile: what it made is taken over, its copies of files too, and what it let go of is written again. A
   * map or a representation that both made is the one that is written last.
   */
  async function writeBesideTheirs(of: PresentCatalogue, error: unknown, tries: number): Promise<void> {
    const { facts } = of;
    const theirs = await shelf.manifest(facts.key);
    if (!theirs && (await isEvicted(shelf))) return writeAnew(of);
    if (!theirs) {
      letGo(of); // it was deleted there
      return shelf.remove(facts.key);
    }
    if (of.last) return; // theirs stays
    if (theirs.rowCount !== of.catalogue.rowCount) return giveWay(of);
    const { published, representation, answers, positions, map } = theirs;
    const there = error instanceof PiecesGoneError ? new Set<string>() : piecesOf(theirs);
    of.placing.forgetAllBut(there);
    facts.pictures = tries > 0 ? theirs.pictures : awayInstead(theirs.pictures);
    if (facts.answers && !there.has(facts.answers.values.piece)) facts.answers = undefined;
    if (there.size > 0) {
      if (present === of) await takeOthersColumns(session, theirs, of.publishedBefore, shelf);
      const unread = published.filter(({ name }) => facts.unread?.published.some(each => each.name === name));
      const made = { representation, answers, positions, map };
      facts.unread = { ...made, columns: facts.unread?.columns ?? [], published: unread };
    } else facts.unread = undefined;
    remember(of, theirs);
    await write(of, tries);
  }

  /** What was kept is gone: what is on the page is kept again. */
  async function writeAnew(of: PresentCatalogue): Promise<void> {
    const { catalogue } = of;
    of.placing.forgetAllBut(new Set());
    of.facts = factsWithoutPieces(of.facts);
    of.write = undefined;
    of.written = '';
    await write(of, 0);
    if (present === of) onKept({ key: of.facts.key, name: catalogue.name });
    session.notices.getState().complain(evictedTold(catalogue.name));
  }

  /** Another tab added galaxies, or removed them: what is made here of the former rows has no place among those. */
  function giveWay(of: PresentCatalogue): void {
    if (present === of) present = null;
    session.notices.getState().complain(otherRowsTold(of.catalogue.name));
  }

  function letGo(of: PresentCatalogue): void {
    of.deleted = true;
    if (present !== of) return;
    present = null;
    onKept(null);
  }

  const next = (step: () => Promise<void>) => {
    chain = chain.then(step);
    return chain;
  };
  function fail(of: PresentCatalogue, error: unknown): void {
    of.failure = error;
    tell(of, error);
  }
  const writeNow = (of: PresentCatalogue) => next(() => write(of).catch(error => fail(of, error)));
  const writeView = (of: PresentCatalogue) =>
    shelf.putView(of.facts.key, viewOf(session, room())).catch(error => tell(of, error));

  /** Copies the files with the pictures; where there is no room for them, the numbers are kept without. */
  async function copy(source: CatalogueSource, of: PresentCatalogue): Promise<void> {
    const roots = rootsOf(source);
    await shelf.putHandles(of.facts.key, roots).catch(() => {}); // without them its files are asked for by name
    const { pictures, copies } = await copiedFiles(source, newName, await copyLimit(roots.length > 0));
    of.facts.pictures = pictures;
    if (copies.length === 0) return;
    try {
      await shelf.putPieces(of.facts.key, copies);
    } catch {
      of.facts.pictures = awayInstead(pictures);
    }
  }

  /**
   * Notes where the pictures of added galaxies are, and copies their files; without room for them, their numbers are kept.
   *
   * @param added as they are after this change: by now others may have followed
   */
  async function takeRows(
    of: PresentCatalogue,
    added: readonly AddedGalaxies[],
    from?: AddedFrom,
  ): Promise<void> {
    const { facts } = of;
    const former = facts.additions?.slice(0, added.length - (from ? 1 : 0)) ?? [];
    facts.additions = former.length > 0 ? former : undefined;
    try {
      if (from) {
        const { additionOf } = await import('../adding/keptAddition.ts'); // few catalogues are added to
        const means = { shelf, key: facts.key, newName, place: of.placing.place };
        facts.additions = [...former, await additionOf(from, added[added.length - 1], means)];
      }
    } finally {
      of.rowsWaiting--;
    }
    await write(of);
  }

  async function start(source: CatalogueSource, of: PresentCatalogue): Promise<void> {
    const { key } = of.facts;
    const former = await shelf.manifest(key);
    if (present !== of && !of.last) return; // another has taken its place before anything of it was kept
    if (former) {
      of.facts.picture = former.picture;
      remember(of, former);
    }
    if (former && (source.kind === 'kept' || of.catalogue.added)) {
      of.facts.pictures = former.pictures;
      of.facts.additions = former.additions;
      of.facts.answers = former.answers;
      of.facts.answersOf = session.representation.getState().representation;
      knowPieces(former, of.catalogue, of.placing.know);
      of.facts.unread = await partsThatAreThere(unreadParts(former, of.catalogue), async piece => {
        const found = await shelf.piece(key, piece).catch(() => true); // it may be read another time
        return found !== undefined;
      });
      of.known = true;
      of.clear();
    } else {
      const isSame =
        former && (await isSameSource(source, former.pictures, piece => shelf.piece(key, piece)));
      if (!isSame) await shelf.dropChunks(key);
      of.clear();
      await copy(source, of);
    }
    await write(of);
    if (of.deleted) return await shelf.remove(key); // copies of its files may have come after it was deleted
    if (present !== of) return;
    onKept({ key, name: of.catalogue.name });
    if (of.facts.picture !== undefined) return;
    of.facts.picture = await pictureOf(of.catalogue).catch(() => undefined); // a list without it is a list
    await write(of);
  }

  return {
    begin(source, catalogue) {
      clearTimeout(changeTimer);
      clearTimeout(viewTimer);
      if (source.kind === 'baked') {
        present = null;
        onKept(null);
        return chain;
      }
      const key = keyOfCatalogue(catalogue);
      const facts: KeptFacts = { key, pictures: { kind: 'none' }, seenMs: clock() };
      let clear = () => {};
      const cleared = new Promise<void>(resolve => {
        clear = resolve;
      });
      const of: PresentCatalogue = {
        catalogue,
        facts,
        placing: createPiecePlacing(newName),
        written: '',
        publishedBefore: new Set(),
        told: false,
        deleted: false,
        rowsWaiting: 0,
        known: source.kind !== 'kept',
        cleared,
        clear,
      };
      present = of;
      return next(() =>
        start(source, of)
          .catch(error => fail(of, error))
          .finally(of.clear),
      );
    },
    rowsChange(catalogue: OpenedCatalogue, from) {
      const of = present;
      if (!of) return chain;
      of.catalogue = catalogue;
      of.facts.unread = undefined; // what could not be read was of the former rows
      of.facts.answers = undefined;
      of.rowsWaiting++;
      return next(() => takeRows(of, catalogue.added ?? [], from).catch(error => fail(of, error)));
    },
    changed() {
      clearTimeout(changeTimer);
      const of = present;
      if (of) changeTimer = setTimeout(() => void writeNow(of), changeWaitMs);
    },
    viewChanged() {
      clearTimeout(viewTimer);
      const of = present;
      if (of) viewTimer = setTimeout(() => void writeView(of), viewWaitMs);
    },
    flush() {
      clearTimeout(viewTimer);
      clearTimeout(changeTimer);
      if (!present) return;
      void writeView(present);
      void writeNow(present);
    },
    leave() {
      clearTimeout(viewTimer);
      clearTimeout(changeTimer);
      const of = present;
      if (!of?.known) return;
      void writeView(of);
      try {
        of.last = presentManifest(session, of.catalogue, of.facts, of.placing.place);
      } catch (error) {
        return fail(of, error); // the other catalogue opens all the same
      }
      void writeNow(of);
    },
    async whenCleared(catalogue) {
      if (present?.catalogue === catalogue) await present.cleared;
    },
    failureOf: catalogue => (present?.catalogue === catalogue ? present.failure : undefined),
    keyOf: catalogue => (present?.catalogue === catalogue ? present.facts.key : null),
    failed(catalogue, error) {
      if (present?.catalogue === catalogue) tell(present, error);
    },
    forget(key) {
      if (present?.facts.key === key) letGo(present);
    },
    async whenIdle() {
      let last: Promise<void> | undefined;
      while (last !== chain) {
        last = chain;
        await last;
      }
    },
  };
}
