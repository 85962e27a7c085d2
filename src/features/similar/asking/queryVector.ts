import { decodeRow } from '../../../maths/neighbours/sixteenBitRows.ts';
import type { Representation } from '../../../session/representation.ts';
import { type ImageQuery, placeOfRow, type Query } from '../query.ts';
import { setVector } from './setQuery.ts';

/** (k) components of a galaxy, or of what is like many. @throws Error where the galaxy has none yet */
export function queryComponents(query: Exclude<Query, ImageQuery>, present: Representation): Float32Array {
  if (query.kind === 'set') return setVector(present, query.like, query.unlike);
  const place = placeOfRow(present.rows, query.row);
  if (place < 0) throw new Error('This galaxy is not embedded yet: wait until it is.');
  const { columns } = present.components;
  return decodeRow(present.components, place, new Float32Array(columns), columns);
}
