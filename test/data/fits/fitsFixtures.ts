import { readFileSync } from 'node:fs';
import { type ByteSource, bytesOfBuffer } from '../../../src/data/bytes/byteSource.ts';

/** Bytes of a file of test/fixtures/fits, which make.py wrote with astropy. */
export function fitsFixture(name: string): ByteSource {
  return bytesOfBuffer(fitsFixtureBytes(name).buffer, name);
}

export function fitsFixtureBytes(name: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(new URL(`../../fixtures/fits/${name}`, import.meta.url)));
}

/** A header's text: cards of 80 letters, END, and spaces up to a whole block. */
export function headerText(...cards: string[]): string {
  const text = [...cards, 'END'].map(card => card.padEnd(80)).join('');
  return text.padEnd(Math.ceil(text.length / 2880) * 2880);
}

/** A FITS file of a header and the bytes of its data. */
export function fitsBytes(header: string, data: Uint8Array = new Uint8Array(0)): ByteSource {
  const whole = new Uint8Array(header.length + Math.ceil(data.length / 2880) * 2880);
  whole.set(new TextEncoder().encode(header));
  whole.set(data, header.length);
  return bytesOfBuffer(whole.buffer, 'made.fits');
}

/** "KEYWORD =      value" as a card. */
export function headerCard(keyword: string, value: string | number): string {
  return `${keyword.padEnd(8)}= ${String(value).padStart(20)}`;
}
