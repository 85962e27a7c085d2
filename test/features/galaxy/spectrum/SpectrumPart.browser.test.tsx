import { act } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import type { Spectrum } from '../../../../src/contracts/spectrum.ts';
import type { fetchSpectrum } from '../../../../src/data/spectra/fetchSpectrum.ts';
import { SpectrumPart } from '../../../../src/features/galaxy/spectrum/SpectrumPart.tsx';
import { createSession } from '../../../../src/session/session.ts';
import { mountRoom, withWords } from '../../mountRoom.tsx';
import { settle, smallCatalogue } from '../../smallCatalogue.ts';

const n = 5;
const spectrum: Spectrum = {
  title: 'SDSS, plate 266, MJD 51602, fibre 7',
  wavelengths: Float64Array.from({ length: 300 }, (_, i) => 6800 + i),
  medium: 'vacuum',
  flux: Float64Array.from({ length: 300 }, (_, i) => Math.sin(i / 30) + 3),
  fluxUnit: '',
  redshift: 0.05,
  raDeg: 146.7142,
  decDeg: -1.0413,
};
let room: Awaited<ReturnType<typeof mountRoom>>;
let session: ReturnType<typeof createSession>;
afterEach(() => room.end());

async function ask(fetch: typeof fetchSpectrum): Promise<string> {
  await page.viewport(414, 896);
  session = createSession(() => 0);
  const catalogue = smallCatalogue(n);
  session.columns.getState().reset(catalogue.columns);
  session.catalogue.getState().replace(catalogue);
  const place = { raDeg: 146.7142, decDeg: -1.0413 };
  room = await mountRoom(
    session,
    <SpectrumPart catalogue={catalogue} row={2} place={place} fetch={fetch} />,
    'light',
  );
  await act(settle);
  await act(async () => withWords(room.place, 'button', 'See its spectrum').click());
  await act(settle);
  return room.place.textContent ?? '';
}

it('is asked for by a click alone, is drawn, and gives its redshift to a column', async () => {
  const fetch = vi.fn<typeof fetchSpectrum>(async () => spectrum);
  const text = await ask(fetch);
  expect(fetch).toHaveBeenCalledTimes(1);
  expect(fetch.mock.calls[0][1]).toEqual({ raDeg: 146.7142, decDeg: -1.0413, maxArcsec: 3 });
  expect(text).toContain('z = 0.05000');
  expect(text).toContain('Sloan Digital Sky Survey');
  const slider = room.place.querySelector<HTMLElement>('[role="slider"][aria-label="Spectrum of g2"]')!;
  await act(async () => slider.focus());
  await act(async () => slider.dispatchEvent(new KeyboardEvent('keydown', { key: 'Home', bubbles: true })));
  expect(slider.getAttribute('aria-valuetext')).toContain('6,800.0');
  const column = session.columns.getState().columns.find(({ name }) => name === 'redshift (SDSS DR17)');
  expect(column?.kind === 'number' && column.values[2]).toBe(0.05);
  expect(room.place.scrollWidth).toBeLessThanOrEqual(room.place.clientWidth);
});

it('says that there is none, or why none came', async () => {
  expect(await ask(async () => null)).toContain('SDSS DR17 has no spectrum within 3″ of this place.');
  await room.end();
  const failing = async () => {
    throw new Error('skyserver.sdss.org has too much to do (429): try again in some minutes.');
  };
  expect(await ask(failing)).toContain('has too much to do (429)');
});

it('shows a person’s own spectrum, and another that takes its place at its own redshift', async () => {
  session = createSession(() => 0);
  const catalogue = smallCatalogue(n);
  session.catalogue.getState().replace(catalogue);
  const join = (redshift: number) => {
    const file = { name: 'a.fits', entries: [], problems: [], read: async () => ({ ...spectrum, redshift }) };
    const ofRow = new Map([[2, { file, entry: 0 }]]);
    session.spectra
      .getState()
      .join(catalogue.handle, { name: 'a.fits', ofRow, columns: [], sentence: '', problems: [] });
  };
  join(0.05);
  room = await mountRoom(session, <SpectrumPart catalogue={catalogue} row={2} place={null} />, 'light');
  await act(settle);
  expect(room.place.textContent).toContain('Lines at z = 0.05,');
  await act(async () => join(0.06));
  await act(settle);
  expect(room.place.textContent).toContain('Lines at z = 0.06,');
});
