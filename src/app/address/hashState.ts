/** What a link to the app can say: `#galaxy=ID&room=similar&colour=COLUMN`. */
export interface HashState {
  galaxy?: string;
  room?: string;
  colour?: string;
}

export function readHash(hash: string): HashState {
  const parameters = new URLSearchParams(hash.replace(/^#/, ''));
  const entry = (name: string) => parameters.get(name) ?? undefined;
  return { galaxy: entry('galaxy'), room: entry('room'), colour: entry('colour') };
}

export function writeHash(state: HashState): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(state)) if (value) parameters.set(name, value);
  const text = parameters.toString();
  return text ? `#${text}` : '';
}
