import type { StoreParts } from './anomaliesState.ts';

/** The galaxy shown large in the room. While the room is open it is the selected one, even if another room chose it. */
export interface ShownGalaxy {
  /** Shows a galaxy; while the room is open, it is selected too. */
  show(row: number | null): void;
  /** The room was opened. */
  enter(): void;
  /** Another room was opened. */
  leave(): void;
}

/** Follows the selection as long as the store lives, but changes anything only while the room is open. */
export function createShownGalaxy({ clients, get, set }: StoreParts): ShownGalaxy {
  const { selection } = clients.session;
  let entered = false;
  let rowLeft: number | null | undefined;

  function show(row: number | null): void {
    set({ shown: row });
    if (entered && row !== null) selection.getState().choose(row);
  }

  selection.subscribe((now, before) => {
    if (!entered || now.row === before.row) return;
    set({ shown: now.row ?? get().card?.row ?? null });
  });

  return {
    show,
    enter() {
      entered = true;
      const { row } = selection.getState();
      if (rowLeft !== undefined && row !== null && row !== rowLeft)
        set({ shown: row }); // chosen in another room
      else if (get().card) show(get().shown);
    },
    leave() {
      entered = false;
      rowLeft = selection.getState().row;
    },
  };
}
