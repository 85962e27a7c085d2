/** Messages between the tabs that have the same database open. */
interface OtherTabs {
  /** Tells the other tabs that something was changed in the database. */
  tell(): void;
  /** Calls `told` whenever another tab, or another client in this one, changed something. @returns a function that stops this */
  watch(told: () => void): () => void;
}

/** The other tabs of one database. In a browser without BroadcastChannel no tab is told. @param database its name */
export function createOtherTabs(database: string): OtherTabs {
  const watchers = new Set<() => void>();
  const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(database);
  if (channel) {
    channel.onmessage = () => {
      for (const told of watchers) told();
    };
  }
  return {
    tell: () => channel?.postMessage('changed'),
    watch(told) {
      watchers.add(told);
      return () => watchers.delete(told);
    },
  };
}
