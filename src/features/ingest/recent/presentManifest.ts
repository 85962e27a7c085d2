import type { OpenedCatalogue } from '../../../contracts/ingest.ts';
import type { MapFacts } from '../../../contracts/layoutSettings.ts';
import {
  type KeptAddition,
  type KeptAnswers,
  type KeptContents,
  type KeptManifest,
  type KeptPictures,
  keptFormat,
} from '../../../data/kept/keptManifest.ts';
import { packColumn, packContents, packRepresentation } from '../../../data/kept/packCatalogue.ts';
import { bytesOfPiece, type PieceRef, type Placing } from '../../../data/kept/pieces.ts';
import type { DrawnMap } from '../../../session/map/maps.ts';
import type { Representation } from '../../../session/representation.ts';
import type { Session } from '../../../session/session.ts';
import type { UnreadParts } from './unreadParts.ts';

/** Sources of columns that hang on the chosen galaxy, and come back with it. */
const passing: readonly string[] = ['similar'];

/** What the keeper knows of the open catalogue besides the session. */
export interface KeptFacts {
  key: string;
  pictures: KeptPictures;
  /** Of galaxies that were added, in their order. */
  additions?: KeptAddition[];
  picture?: string;
  seenMs: number;
  /** What a head says, as the shelf has it already: the session has it only once somebody asked. */
  answers?: KeptAnswers;
  /** The representation that these answers belong to. */
  answersOf?: Representation | null;
  /** What is kept and could not be read. */
  unread?: UnreadParts;
}

/** The open catalogue as it is now: a map that still settles and a representation that still grows are left out. */
export function presentManifest(
  { representation, predictions, positions, maps, columns }: Session,
  catalogue: OpenedCatalogue,
  { answers: known, answersOf, unread, ...facts }: KeptFacts,
  place: Placing,
): KeptManifest {
  const { rowCount, name } = catalogue;
  const { representation: made } = representation.getState();
  const { predictions: said } = predictions.getState();
  const { positions: map, settling } = positions.getState();
  const { shown } = maps.getState();
  const whole = made?.complete ? made : null;
  const isKept = map !== null && !settling && (whole !== null || catalogue.positions !== undefined);
  const own = new Set(catalogue.columns.map(column => column.name));
  const published = columns
    .getState()
    .columns.filter(column => !own.has(column.name) && !passing.includes(column.source));
  const answers = (): KeptAnswers | undefined => {
    if (!whole) return unread?.representation && unread.answers;
    if (known && answersOf === whole) return known;
    if (!said || said.weights !== whole.weights) return undefined;
    return { head: said.head, columns: said.answers, values: place('f32', said.values) };
  };
  const manifest: KeptManifest = {
    format: keptFormat,
    ...{ name, rowCount, bytes: 0, ...facts },
    contents: withUnread(packContents(catalogue, place), unread),
    representation: whole
      ? packRepresentation({ ...whole, weights: catalogue.formerWeights ?? whole.weights }, rowCount, place)
      : unread?.representation,
    positions: isKept ? place('f32', map) : unread?.positions,
    map: !isKept ? unread?.map : shown?.positions === map ? factsOf(shown) : undefined, // else galaxies were placed on it since
    answers: answers(),
    published: [
      ...published.map(column => packColumn(column, place)),
      ...(unread?.published ?? []).filter(({ name }) => !published.some(column => column.name === name)),
    ],
  };
  return { ...manifest, bytes: bytesOf(manifest) };
}

function withUnread(contents: KeptContents, unread: UnreadParts | undefined): KeptContents {
  if (!unread) return contents;
  return { ...contents, ...unread.sky, columns: [...contents.columns, ...unread.columns] };
}

function factsOf({ positions: _positions, ...facts }: DrawnMap): MapFacts {
  return facts;
}

function bytesOf(manifest: KeptManifest): number {
  let sum = 0;
  const look = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(look);
    else if (typeof value === 'object' && value !== null) {
      if ('piece' in value) sum += 'bytes' in value ? Number(value.bytes) : bytesOfPiece(value as PieceRef);
      else Object.values(value).forEach(look);
    }
  };
  look(manifest);
  return sum;
}
