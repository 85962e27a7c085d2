/** Thrown for an image that cannot be used. The message is a predicate, to follow its name: "is cut short: …". */
export class ImageError extends Error {
  override name = 'ImageError';
}
