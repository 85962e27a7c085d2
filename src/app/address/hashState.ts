/** What a link to the app can say: `#galaxy=ID&room=similar&colour=COLUMN`. */
export interface HashState {
  galaxy?: string;
  room?: string;
  colour?: string;
}

/** What an address asks for. Unknown entries are ignored; whether the galaxy, room or column exists is not checked. */
export function readHash(hash: string): HashState {
  const parameters = new URLSearchParams(hash.replace(/^#/, ''));
  const entry = (name: string) => parameters.get(name) ?? undefined;
  return { galaxy: entry('galaxy'), room: entry('room'), colour: entry('colour') };
}

/** The hash with its `#`; empty where the state names nothing. */
export function writeHash(state: HashState): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(state)) if (value) parameters.set(name, value);
  const text = parameters.toString();
  return text ? `#${text}` : '';
}
