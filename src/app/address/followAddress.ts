import type { Session } from '../../session/session.ts';
import { roomNamed } from '../rooms.ts';
import type { ViewStore } from '../view.ts';
import { type HashState, readHash, writeHash } from './hashState.ts';

/**
 * Keeps address and session in step, both ways: a pasted link chooses its galaxy once the catalogue is there.
 *
 * @param openLinked opens the catalogue of a link that was pasted into the open app, where it is kept here; what the link shows
 * follows. Resolves false where it is not kept
 * @returns a function that stops it
 */
export function followAddress(
  session: Session,
  view: ViewStore,
  page: Window,
  openLinked: (link: HashState) => Promise<boolean> = async () => false,
): () => void {
  const arrived = readHash(page.location.hash); // read before anything can write
  let waiting = true;
  /** A colour a link asked for that has not been published yet: predictions come after the map. */
  let awaited: string | undefined;

  function show({ galaxy, colour }: HashState): void {
    const row = galaxy === undefined ? undefined : session.catalogue.getState().rowOf(galaxy);
    if (row !== undefined) session.selection.getState().choose(row);
    if (colour !== undefined) session.columns.getState().paint(colour);
    awaited = session.columns.getState().painted === colour ? undefined : colour;
  }
  /** What only a link that was copied says: its code is loaded for such a link. */
  async function applyRest(link: HashState, arrives: boolean): Promise<void> {
    if (
      link.catalogue === undefined &&
      link.filter === undefined &&
      link.rule === undefined &&
      link.ids === undefined &&
      link.view === undefined
    )
      return;
    const { otherCatalogue, restoreLink } = await import('./viewLink.ts');
    const other = otherCatalogue(session, link.catalogue);
    if (other !== null && (arrives || !(await openLinked(link)))) {
      session.notices.getState().complain(other);
      return;
    }
    if (link.catalogue !== undefined) show(link);
    for (const sentence of restoreLink(session, link)) session.notices.getState().complain(sentence);
  }
  function apply(link: HashState, arrives = false): void {
    if (roomNamed(link.room ?? null)) view.getState().enter(link.room as string);
    if (link.catalogue === undefined) show(link); // else once it is known to be the one that is open: its ids may mean others here
    void applyRest(link, arrives);
  }
  function write(): void {
    const { catalogue } = session.catalogue.getState();
    if (!catalogue || waiting) return; // the link that was pasted is still to be followed
    const row = session.selection.getState().row;
    const link = writeHash({
      galaxy: row === null ? undefined : catalogue.ids.at(row),
      room: view.getState().room ?? undefined,
      colour: session.columns.getState().painted ?? undefined,
    });
    if (link === page.location.hash) return;
    const { pathname, search } = page.location;
    page.history.replaceState(null, '', link || `${pathname}${search}`);
  }
  function paintAwaited(): void {
    const colour = awaited;
    if (colour === undefined || !session.columns.getState().columns.some(column => column.name === colour))
      return;
    awaited = undefined;
    session.columns.getState().paint(colour);
  }
  function followHash(): void {
    apply(readHash(page.location.hash));
  }
  if (roomNamed(arrived.room ?? null)) view.getState().enter(arrived.room as string); // rooms need no catalogue
  const stops = [
    session.catalogue.subscribe(() => {
      if (!waiting) return;
      queueMicrotask(() => {
        waiting = false; // the opener has reset selection and columns by now
        apply(arrived, true); // what it names was opened first, where it could be
        write();
      });
    }),
    session.selection.subscribe(write),
    session.columns.subscribe(paintAwaited),
    session.columns.subscribe(write),
    view.subscribe(write),
  ];
  page.addEventListener('hashchange', followHash);
  return () => {
    for (const stop of stops) stop();
    page.removeEventListener('hashchange', followHash);
  };
}
