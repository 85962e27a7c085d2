import type { CodecModules } from './imageCodecs.ts';

/** Fetches and compiles the decoders from this origin. */
export async function fetchCodecs(urls: { jpeg: string; png: string; webp: string }): Promise<CodecModules> {
  const compile = async (url: string) => {
    const response = await fetch(url);
    if (!response.ok)
      throw new Error(
        `an image decoder could not be fetched: the server answered ${response.status} for ${url}`,
      );
    return WebAssembly.compile(await response.arrayBuffer()); // not streaming: some hosts send another MIME type
  };
  const [jpeg, png, webp] = await Promise.all([compile(urls.jpeg), compile(urls.png), compile(urls.webp)]);
  return { jpeg, png, webp };
}
