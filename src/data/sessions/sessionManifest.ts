import { UnreadableError } from '../bytes/unreadable.ts';
import type { PartCheck } from './sessionZip.ts';

/** A session as a file: what `session.json` in its archive says. */
export interface SessionManifest {
  format: typeof sessionFormat;
  version: number;
  /** Milliseconds since 1970. */
  savedMs: number;
  catalogue: { key: string; name: string };
  /** A `KeptManifest`, whose pieces are parts under `pieces/`; null where the catalogue is only named: the embedded sky. */
  kept: unknown;
  /** A `KeptView`, encoded. */
  view: unknown;
  /** What is kept with the catalogue, encoded, by what it is. */
  records: Partial<Record<RecordKind, unknown>>;
  parts: Record<string, PartCheck>;
}

/** What a session holds besides its catalogue, and how a person calls it. */
export const recordKinds = {
  sets: 'kept sets and filters',
  searches: 'searches and ratings',
  runs: 'fine-tuning runs',
  handLabels: 'labels given by hand',
  people: 'other people’s ratings and labels',
  distillations: 'distillations',
  clusters: 'clusterings',
  clusterNames: 'names of clusters',
  selfRuns: 'runs without labels',
  settings: 'settings of map and search',
  sky: 'columns and map of the embedded sky',
} as const;

/** One of {@link recordKinds}. */
export type RecordKind = keyof typeof recordKinds;

/** What the manifest of every session calls its format. */
export const sessionFormat = 'morphospace-session';
/** Rises with every change that older code cannot read; each adds a line to {@link migrations}. */
export const sessionVersion = 3;

/** By version, what makes a manifest of it one of the next. */
const migrations: Record<number, (manifest: SessionManifest) => SessionManifest> = {
  1: manifest => ({ ...manifest, records: { ...manifest.records, people: [] } }), // it held no other people
  2: manifest => ({
    ...manifest,
    records: { ...manifest.records, distillations: [], clusters: [], clusterNames: [], selfRuns: [] }, // nor these
  }),
};

/**
 * A manifest of whatever version as one of the present.
 *
 * @param steps by version; default: those of this app
 * @throws UnreadableError where it is no session, or one of a later version
 */
export function presentSession(
  text: string,
  name: string,
  steps = migrations,
  present = sessionVersion,
): SessionManifest {
  let manifest: SessionManifest;
  try {
    manifest = JSON.parse(text) as SessionManifest;
  } catch {
    throw new UnreadableError(`${name} has a damaged list of contents: fetch it again.`);
  }
  const { format, version } = manifest ?? {};
  if (format !== sessionFormat || !Number.isInteger(version) || typeof manifest.catalogue?.key !== 'string') {
    throw new UnreadableError(`${name} is no session: need format “${sessionFormat}”, got “${format}”.`);
  }
  if (version < 1) {
    throw new UnreadableError(
      `${name} says that it is of format ${version}, and the first is 1: it is damaged; fetch it again.`,
    );
  }
  if (version > present) {
    throw new UnreadableError(
      `${name} was saved by a newer version of this app (format ${version}; this one reads up to ${present}): update the app, then open it again.`,
    );
  }
  let step = manifest;
  for (let from = version; from < present; from++) step = { ...steps[from](step), version: from + 1 };
  return step;
}
