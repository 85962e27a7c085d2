/** What a link to the app can say: `#galaxy=ID&room=similar&colour=COLUMN&filter=RULE`. */
export interface HashState {
  /** Key of the catalogue it is about, or {@link skyKey}; absent: whichever is open. */
  catalogue?: string;
  galaxy?: string;
  room?: string;
  colour?: string;
  /** A rule that galaxies have to fulfil. */
  filter?: string;
  /** A rule by which galaxies are selected. */
  rule?: string;
  /** Ids of the galaxies selected, one a line. */
  ids?: string;
  /** What part of the map is on screen: "x,y,zoom". */
  view?: string;
}

/** What a link calls the embedded sky: keys of catalogues hold a fingerprint besides. */
export const skyKey = 'sky';

const names = ['catalogue', 'galaxy', 'room', 'colour', 'filter', 'rule', 'ids', 'view'] as const;

/** What an address asks for. Unknown entries are ignored; whether the galaxy, room or column exists is not checked. */
export function readHash(hash: string): HashState {
  const parameters = new URLSearchParams(hash.replace(/^#/, ''));
  const found: HashState = {};
  for (const name of names) {
    const value = parameters.get(name);
    if (value !== null) found[name] = value;
  }
  return found;
}

/** The hash with its `#`; empty where the state names nothing. */
export function writeHash(state: HashState): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(state)) if (value) parameters.set(name, value);
  const text = parameters.toString();
  return text ? `#${text}` : '';
}
