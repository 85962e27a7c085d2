/**
 * Decodes the bytes of a column into words, as UTF-8; a column that is not all text is shown in hexadecimal instead (`hexOf`).
 * Each array is decoded once, even if a dictionary gives it to many rows, so that these share one word.
 */
export class ByteWords {
  private readonly texts = new Map<Uint8Array, string | undefined>();
  private readonly strict = new TextDecoder('utf-8', { fatal: true });

  /** The text of bytes; undefined for those that are not UTF-8, or hold control characters. */
  textOf(bytes: Uint8Array): string | undefined {
    if (this.texts.has(bytes)) return this.texts.get(bytes);
    const text = asciiText(bytes) ?? this.decoded(bytes);
    this.texts.set(bytes, text);
    return text;
  }

  private decoded(bytes: Uint8Array): string | undefined {
    try {
      const text = this.strict.decode(bytes);
      return controls.test(text) ? undefined : text;
    } catch {
      return undefined;
    }
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const controls = /[\u0000-\u0008\u000e-\u001f\u007f]/;
const shortBytes = 64; // below this a call of TextDecoder takes longer than decoding by hand

/** The text of a few printable ASCII bytes; undefined for others. */
function asciiText(bytes: Uint8Array): string | undefined {
  if (bytes.length > shortBytes) return undefined;
  for (let i = 0; i < bytes.length; i++) if (bytes[i] < 32 || bytes[i] > 126) return undefined;
  return String.fromCharCode.apply(null, bytes as unknown as number[]);
}

/** Two hexadecimal digits for each byte. */
export function hexOf(bytes: Uint8Array): string {
  let hex = '';
  for (const byte of bytes) hex += (byte + 256).toString(16).slice(1);
  return hex;
}
