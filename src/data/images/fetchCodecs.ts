import type { CodecModules } from './imageCodecs.ts';

/** Fetches and compiles the decoders from this origin. */
export async function fetchCodecs(urls: { jpeg: string; png: string; webp: string }): Promise<CodecModules> {
  const compile = async (url: string) => WebAssembly.compile(await fetchBytes(url)); // not streaming: some hosts send another MIME type
  const [jpeg, png, webp] = await Promise.all([compile(urls.jpeg), compile(urls.png), compile(urls.webp)]);
  return { jpeg, png, webp };
}

/** The bytes of a compiled decoder. @throws Error where the server does not give it */
export async function fetchBytes(url: string): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(url);
  if (!response.ok)
    throw new Error(`a decoder could not be fetched: the server answered ${response.status} for ${url}`);
  return new Uint8Array(await response.arrayBuffer());
}
