import { sentenceOf } from '../../session/notices.ts';
import type { DistilClients } from './distilClients.ts';
import { createGalleryStore } from './gallery/galleryStore.ts';
import type { GalleryStores } from './gallery/galleryStores.ts';
import { createNearestStore } from './gallery/nearestStore.ts';
import { shownOfRun } from './gallery/runShown.ts';
import type { RunControls } from './run/runControls.ts';
import { createRunStore } from './run/runStore.ts';

/** The Distil room: prototypes on show, galaxies like them, and the runs that make new ones. */
export interface DistilStore extends GalleryStores, RunControls {
  clients: DistilClients;
}

/** The stores of the room, the gallery following the run on show. */
export function createDistilStore(clients: DistilClients): DistilStore {
  const { session, library } = clients;
  const gallery = createGalleryStore(library);
  const nearest = createNearestStore(session, clients.pixels);
  const runs = createRunStore(clients);
  runs.subscribe(({ open }, { open: before }) => {
    if (!open) return;
    const changed =
      open.frame !== before?.frame ||
      open.iterations !== before.iterations ||
      open.evaluations !== before.evaluations;
    if (!changed) return;
    const opened = open.request !== before?.request;
    const { chosen, shown } = gallery.getState();
    const next = shownOfRun(open, creditOf(open.request.set.title));
    if (opened || chosen === next.id || !shown) gallery.getState().show(next); // a person who looks at another set is not disturbed
  });

  /** Of the catalogue the set is from, where it is the open one. */
  function creditOf(setTitle: string): string {
    const { catalogue } = session.catalogue.getState();
    return catalogue?.credit && setTitle.includes(catalogue.name) ? catalogue.credit : '';
  }

  async function showRun(key: string): Promise<void> {
    await runs.getState().show(key);
    const { open } = runs.getState();
    if (open) gallery.getState().show(shownOfRun(open, creditOf(open.request.set.title)));
  }

  return {
    clients,
    gallery,
    nearest,
    runs,
    showRun,
    async removeRun(key) {
      const { open, runs: notes } = runs.getState();
      const title =
        open?.request.key === key ? open.request.title : notes.find(note => note.key === key)?.title;
      await runs.getState().remove(key);
      const { shipped, choose, clear } = gallery.getState();
      const { say, complain } = session.notices.getState();
      say(`The run “${title ?? key}” was deleted.`, {
        undo: () =>
          void runs
            .getState()
            .bringBack(key)
            .then(() => showRun(key))
            .catch((error: unknown) => complain(sentenceOf(error))),
      });
      if (shipped.length > 0) await choose(shipped[0].id);
      else clear();
    },
  };
}
