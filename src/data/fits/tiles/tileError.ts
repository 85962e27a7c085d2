/** Thrown for the bytes of one tile; its message is a predicate, to follow the tile's name: "is cut short". */
export class TileError extends Error {
  override name = 'TileError';
}
