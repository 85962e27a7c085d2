import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CatalogueSource, OpenedCatalogue } from '../../../contracts/ingest.ts';
import { UnreadableError } from '../../../data/bytes/unreadable.ts';
import { keyOfCatalogue } from '../../../data/catalogues/catalogueKey.ts';
import { sentenceOf } from '../../../session/notices.ts';
import { runJob } from '../../../session/runJob.ts';
import type { Session } from '../../../session/session.ts';
import { formatCount, formatGalaxies } from '../../../ui/text/quantity.ts';
import type { IngestStore } from '../ingestStore.ts';
import type { AddedFrom } from '../recent/keeperState.ts';
import { nameOfSource } from '../sourceName.ts';
import type { PlacedFile } from '../sourceOf.ts';
import type { AddingClients } from './addGalaxies.ts';
import type { JoiningClient } from './joiningClient.ts';

interface AddingParts extends AddingClients {
  session: Session;
  ingest: Pick<JoiningClient, 'open' | 'close' | 'join'>;
  /** Opens what is not added, and takes the longer catalogue. */
  opening: Pick<IngestStore, 'getState'>;
  /** The open catalogue is about to have other rows. @param from where they come from; absent where some go */
  rowsChange(catalogue: OpenedCatalogue, from?: AddedFrom): void;
}

interface AddingState {
  /** What was dropped, until the person says whether it is added or opened. */
  asked: readonly PlacedFile[] | null;
  /** What is being added, by name. */
  adding: string | null;
  /** Takes what was dropped: it is opened, or the person is asked where it belongs. */
  take(files: readonly PlacedFile[]): Promise<void>;
  answer(how: 'add' | 'open' | 'neither'): Promise<void>;
  /** Adds files to the open catalogue, or says why it cannot. Never rejects. */
  addFiles(files: readonly PlacedFile[] | Promise<readonly PlacedFile[]>): Promise<void>;
  /** Selects the galaxies of one addition. @param place among the open catalogue's */
  selectAdded(place: number): void;
  /** Removes the galaxies that were added last. Never rejects. */
  removeLast(): Promise<void>;
  stop(): void;
}

/** Store of galaxies that are added to the open catalogue, made by `createAddingStore`. */
export type AddingStore = StoreApi<AddingState>;

/** Adds galaxies to the open catalogue; one addition at a time. */
export function createAddingStore({
  session,
  ingest,
  opening,
  rowsChange,
  ...clients
}: AddingParts): AddingStore {
  const { notices, catalogue } = session;
  const complain = (sentence: string) => notices.getState().complain(sentence);
  let latest: AbortController | null = null;

  async function add(source: CatalogueSource): Promise<void> {
    const { catalogue: open } = catalogue.getState();
    if (!open) return;
    const mine = new AbortController();
    latest = mine;
    const name = nameOfSource(source);
    store.setState({ adding: name });
    const end = await runJob(
      session.jobs,
      `Add ${name} to ${open.name}`,
      async ({ signal, report }) => {
        const { addGalaxies } = await import('./addGalaxies.ts');
        const control = { signal, onProgress: report };
        const {
          catalogue: longer,
          opened,
          rows,
          ...told
        } = await addGalaxies(session, ingest, clients, source, control);
        if (catalogue.getState().catalogue !== open) {
          void ingest.close(opened.handle);
          throw new Error(`${open.name} is not open any more: nothing was added to it.`);
        }
        rowsChange(longer, { source, opened, rows });
        opening.getState().exchange(longer);
        const undo = () => {
          if (catalogue.getState().catalogue === longer) void store.getState().removeLast();
        };
        const details = told.details.length > 0 ? { details: told.details } : {};
        const place = (longer.added?.length ?? 0) - 1;
        const action = {
          label: `Select the ${formatCount(rows.length)} added`,
          act: () => {
            if (keyOfCatalogue(catalogue.getState().catalogue ?? opened) === keyOfCatalogue(longer))
              store.getState().selectAdded(place);
          },
        };
        notices.getState().say(told.sentence, { undo, action, ...details });
      },
      { signal: mine.signal },
    );
    if (latest === mine) latest = null;
    store.setState({ adding: null });
    if (end.outcome === 'failed') complain(end.failure);
  }

  const store: AddingStore = createStore<AddingState>((set, get) => ({
    asked: null,
    adding: null,
    async take(files) {
      const [{ isSession, mayBeSpectra }, { spectraAmong }, { lacksToAdd }] = await Promise.all([
        import('../sourceOf.ts'),
        import('../files/readDropped.ts'),
        import('./sessionState.ts'),
      ]);
      if (isSession(files) || lacksToAdd(session) !== null) return opening.getState().openFiles([...files]);
      const taken = mayBeSpectra(files) && (await spectraAmong(session, files).catch(() => null)); // what cannot be read is told later
      if (taken) return notices.getState().say(taken.sentence, { details: taken.details });
      set({ asked: files });
    },
    async answer(how) {
      const { asked } = get();
      set({ asked: null });
      if (!asked) return;
      if (how === 'open') await opening.getState().openFiles([...asked]);
      if (how === 'add') await get().addFiles(asked);
    },
    async addFiles(files) {
      if (get().adding !== null)
        return complain(`${get().adding} is being added: add more once that is done.`);
      try {
        const [{ sourceOf, withUnpacked }, { lacksToAdd }] = await Promise.all([
          import('../sourceOf.ts'),
          import('./sessionState.ts'),
        ]);
        const lack = lacksToAdd(session);
        if (lack !== null) return complain(lack);
        const found = await withUnpacked(await files);
        const dropped = sourceOf(found.files);
        if ('sentence' in dropped) return complain(dropped.sentence);
        await add(dropped.source);
      } catch (error) {
        complain(
          error instanceof UnreadableError
            ? error.message
            : `The files could not be read from the disk. ${sentenceOf(error)}`,
        );
      }
    },
    selectAdded(place) {
      const { catalogue: open } = catalogue.getState();
      const added = open?.added?.[place];
      if (!open || !added) return;
      const after = open.added!.slice(place).reduce((sum, each) => sum + each.rowCount, 0);
      const first = open.rowCount - after;
      const rows = Uint32Array.from({ length: added.rowCount }, (_, i) => first + i);
      session.selection.getState().chooseMany(rows, `added from ${added.name}`, 'new');
    },
    async removeLast() {
      const { catalogue: open } = catalogue.getState();
      const last = open?.added?.at(-1);
      if (!open || get().adding !== null) return;
      if (!last) return notices.getState().say(`No galaxies were added to ${open.name}.`);
      try {
        const { withoutLastAdded } = await import('./addGalaxies.ts');
        const shorter = await withoutLastAdded(session, ingest);
        if (catalogue.getState().catalogue !== open) return; // removed already, by a second press
        rowsChange(shorter);
        opening.getState().exchange(shorter);
        const from = `${formatGalaxies(last.rowCount)} from ${last.name}`;
        notices
          .getState()
          .say(
            `${from} ${last.rowCount === 1 ? 'is' : 'are'} no longer in ${open.name}. What you said of them comes back when they are added again.`,
          );
      } catch (error) {
        complain(sentenceOf(error));
      }
    },
    stop: () => latest?.abort(),
  }));
  return store;
}
