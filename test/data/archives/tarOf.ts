const blockBytes = 512;

/** A tar archive of these files, as POSIX has it. @returns (n) bytes */
export function tarOf(
  files: readonly (readonly [path: string, bytes: Uint8Array])[],
): Uint8Array<ArrayBuffer> {
  const parts = files.flatMap(([path, bytes]) => {
    const header = new Uint8Array(blockBytes);
    const write = (text: string, at: number) => header.set(new TextEncoder().encode(text), at);
    write(path, 0);
    write('0000644\0', 100);
    write(`${bytes.length.toString(8).padStart(11, '0')}\0`, 124);
    write('        0', 148); // the sum counts its own field as blanks; then the kind: a file
    write('ustar\x0000', 257);
    const sum = header.reduce((total, byte) => total + byte, 0);
    write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    const data = new Uint8Array(Math.ceil(bytes.length / blockBytes) * blockBytes);
    data.set(bytes);
    return [header, data];
  });
  const all = [...parts, new Uint8Array(2 * blockBytes)];
  const archive = new Uint8Array(all.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of all) {
    archive.set(part, at);
    at += part.length;
  }
  return archive;
}
