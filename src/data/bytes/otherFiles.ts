const sniffedBytes = 512; // a web page's first tag may come after blank lines and comments

/** Files that people open by mistake instead of weights: how their text begins, what they are, and what to do. */
const textKinds: [RegExp, string][] = [
  [
    /^version https:\/\/git-lfs/,
    'a git-lfs pointer, which only names the weights: fetch the file itself, with "git lfs pull" or from its resolve address',
  ],
  [
    /^\s*</,
    'a web page: the address leads to a page about the file, or asks to log in; take the address of the download itself',
  ],
  [/^\s*[{[]/, "JSON, such as a config.json or a server's refusal: choose the file of weights beside it"],
];

/** The same for binary files, by their first bytes in hexadecimal. */
const binaryKinds: [string, string][] = [
  [
    '80028a0a6cfc9c46f9206aa85019',
    'a file saved by PyTorch before 1.6: load it there and save it again with torch.save',
  ],
  ['80', 'a bare pickle: save the state_dict with torch.save'],
  [
    '894844460d0a1a0a',
    "HDF5, as Keras saves weights: convert it to PyTorch's names and save it as safetensors",
  ],
  ['1f8b', 'a gzip archive: unpack it first'],
  ['504b0506', 'an empty zip archive: fetch it again'],
];

/**
 * What a file without weights is, and what to do, as the end of a sentence.
 *
 * @param bytes of the file; the first 512 are looked at
 */
export function whatElse(bytes: Uint8Array): string {
  if (bytes.length === 0) return 'an empty file: fetch it again';
  const head = bytes.subarray(0, sniffedBytes);
  const text = new TextDecoder('latin1').decode(head);
  const hexadecimal = Array.from(head, byte => byte.toString(16).padStart(2, '0')).join('');
  return (
    textKinds.find(([beginning]) => beginning.test(text))?.[1] ??
    binaryKinds.find(([beginning]) => hexadecimal.startsWith(beginning))?.[1] ??
    `${bytes.length} bytes of something else: choose model.safetensors, pytorch_model.bin or a .ckpt`
  );
}
