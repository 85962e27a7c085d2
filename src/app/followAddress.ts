import type { Session } from '../session/session.ts';
import { readLink, writeLink } from './link.ts';
import { roomNamed } from './rooms.tsx';
import type { ViewStore } from './view.ts';

/**
 * Keeps address and session in step, both ways: a pasted link chooses its galaxy once the catalogue is there.
 *
 * @returns a function that stops it
 */
export function followAddress(session: Session, view: ViewStore, page: Window): () => void {
  function apply(): void {
    const link = readLink(page.location.hash);
    if (roomNamed(link.room ?? null)) view.getState().enter(link.room as string);
    const row = link.galaxy === undefined ? undefined : session.catalogue.getState().rowOf(link.galaxy);
    if (row !== undefined) session.selection.getState().choose(row);
    if (link.colour !== undefined) session.columns.getState().paint(link.colour);
  }
  function write(): void {
    const { catalogue } = session.catalogue.getState();
    if (!catalogue) return; // nothing is open yet: the link still waits to be applied
    const row = session.selection.getState().row;
    const link = writeLink({
      galaxy: row === null ? undefined : catalogue.ids[row],
      room: view.getState().room ?? undefined,
      colour: session.columns.getState().painted ?? undefined,
    });
    if (link !== page.location.hash) page.history.replaceState(null, '', link || page.location.pathname);
  }
  let first = true;
  const stops = [
    session.catalogue.subscribe(() => {
      if (first) queueMicrotask(apply); // after the opener has reset selection and columns
      first = false;
    }),
    session.selection.subscribe(write),
    session.columns.subscribe(write),
    view.subscribe(write),
  ];
  page.addEventListener('hashchange', apply);
  return () => {
    for (const stop of stops) stop();
    page.removeEventListener('hashchange', apply);
  };
}
