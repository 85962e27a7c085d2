import type { ComponentType } from 'react';

/**
 * A room's manifest, `features/NAME/room.tsx`: one word in the rail, one panel beside the map. It stands in the list
 * `app/rooms.ts` and is all that the shell knows of a room. A manifest imports everything else only when the room is entered.
 *
 * @typeParam Needs what the room needs of the house: a part of {@link HouseServices}, or a store made at the start
 */
export interface Room<in Needs> {
  /** In links: `#room=similar`. */
  name: string;
  /** The word in the rail. */
  title: string;
  icon: ComponentType<{ size?: number; stroke?: number }>;
  /** True for a room that shows the selected galaxy large itself. Default false. */
  showsGalaxy?: boolean;
  /** True for a room that can lie under the map, as wide as it; `preferences.tableUnderMap` says whether it does. Default false. */
  isWide?: boolean;
  /**
   * Called once, when the page starts; a room that follows the session before it is entered starts to listen here.
   *
   * @returns what loads the room and its stores, called when the room is first entered, and again after a failure
   */
  prepare: (house: Needs) => () => Promise<ComponentType>;
}
