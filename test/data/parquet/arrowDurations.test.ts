import { expect, it } from 'vitest';
import { arrowDurations } from '../../../src/data/parquet/arrowDurations.ts';

/** pa.schema of z float64; s, ms, us and größe durations of s, ms, µs and ns; t time64: what pyarrow 21 serialises. */
const schema =
  '/////2ABAAAQAAAAAAAKAAwABgAFAAgACgAAAAABBAAMAAAACAAIAAAABAAIAAAABAAAAAYAAAAAAQAAxAAAAJgAAABsAAAAPAAAAAQAAAAo////AAABCRAAAAAcAAAABAAAAAAAAAABAAAAdAAAAAgADAAGAAgACAAAAAAAAgBAAAAAXP///wAAARIQAAAAGAAAAAQAAAAAAAAABwAAAGdyw7bDn2UAUv///wAAAwCI////AAABEhAAAAAUAAAABAAAAAAAAAACAAAAdXMAAHr///8AAAIAsP///wAAARIQAAAAGAAAAAQAAAAAAAAAAgAAAG1zAAAEAAQABAAAANj///8AAAESEAAAABQAAAAEAAAAAAAAAAEAAABzAAAAyv///wAAAAAQABQACAAGAAcADAAAABAAEAAAAAAAAQMQAAAAGAAAAAQAAAAAAAAAAQAAAHoABgAIAAYABgAAAAAAAgAAAAAA';

it('are found in the schema that Arrow writes, in all four units', () => {
  expect([...arrowDurations(schema)]).toEqual([
    ['s', 1],
    ['ms', 1e-3],
    ['us', 1e-6],
    ['größe', 1e-9],
  ]);
});

it('are none where the note is absent, no base64, or damaged anywhere', () => {
  expect(arrowDurations(undefined).size).toBe(0);
  expect(arrowDurations('not base64!').size).toBe(0);
  const bytes = Uint8Array.from(atob(schema), letter => letter.charCodeAt(0));
  for (let at = 0; at < bytes.length; at++) {
    for (const value of [0, 0xff]) {
      const damaged = bytes.with(at, value);
      expect(() => arrowDurations(btoa(String.fromCharCode(...damaged)))).not.toThrow();
    }
    expect(() => arrowDurations(btoa(String.fromCharCode(...bytes.subarray(0, at))))).not.toThrow();
  }
});
