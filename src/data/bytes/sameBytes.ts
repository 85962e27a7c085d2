const comparedAtOnce = 2 ** 22; // bytes of each file in memory

/** Whether two files hold the same bytes. Reads no further than the first piece that differs. */
export async function sameBytes(one: Blob, other: Blob): Promise<boolean> {
  if (one.size !== other.size) return false;
  for (let at = 0; at < one.size; at += comparedAtOnce) {
    const pieces = [one, other].map(blob => blob.slice(at, at + comparedAtOnce).arrayBuffer());
    const [here, there] = (await Promise.all(pieces)).map(buffer => new Uint8Array(buffer));
    if (!here.every((byte, i) => byte === there[i])) return false;
  }
  return true;
}
