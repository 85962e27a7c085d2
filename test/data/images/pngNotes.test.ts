import { describe, expect, it } from 'vitest';
import { checkPng } from '../../../src/data/images/pngChecksums.ts';
import { withPngNotes } from '../../../src/data/images/pngNotes.ts';

// One black pixel: IHDR, IDAT, IEND.
const pixel = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='),
  letter => letter.charCodeAt(0),
);

/** Keyword and text of each iTXt chunk, read as the specification says. */
function notesOf(png: Uint8Array): [string, string][] {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const found: [string, string][] = [];
  for (let at = 8; at < png.length; at += 12 + view.getUint32(at)) {
    const content = png.subarray(at + 8, at + 8 + view.getUint32(at));
    if (new TextDecoder().decode(png.subarray(at + 4, at + 8)) !== 'iTXt') continue;
    const end = content.indexOf(0);
    expect([...content.subarray(end, end + 5)]).toEqual([0, 0, 0, 0, 0]);
    const text = new TextDecoder().decode(content.subarray(end + 5));
    found.push([new TextDecoder().decode(content.subarray(0, end)), text]);
  }
  return found;
}

describe('withPngNotes', () => {
  it('keeps the picture, its checksums right, with the notes behind its header', () => {
    const notes = { software: 'Morphospace 1.2.3', filters: 'ring ≥ 0.3', empty: '' };
    const written = withPngNotes(pixel, notes);
    expect(() => checkPng(written)).not.toThrow();
    expect(Object.fromEntries(notesOf(written))).toEqual(notes);
    expect([...written.subarray(0, 33)]).toEqual([...pixel.subarray(0, 33)]);
    expect([...written.subarray(-(pixel.length - 33))]).toEqual([...pixel.subarray(33)]);
  });

  it('says how large the picture is on paper, before its pixels', () => {
    const written = withPngNotes(pixel, { a: 'b' }, 300);
    expect(() => checkPng(written)).not.toThrow();
    const view = new DataView(written.buffer);
    expect(new TextDecoder().decode(written.subarray(37, 41))).toBe('pHYs');
    expect([view.getUint32(41), view.getUint32(45), written[49]]).toEqual([11_811, 11_811, 1]); // 300 dpi
    expect(notesOf(written)).toEqual([['a', 'b']]);
  });

  it('refuses what is no PNG, and keywords that no reader takes', () => {
    expect(() => withPngNotes(new Uint8Array(40), {})).toThrow('need a PNG');
    expect(() => withPngNotes(pixel, { 'two words': 'x' })).toThrow('need a keyword');
  });
});
