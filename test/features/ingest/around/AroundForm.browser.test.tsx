import { act } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import type { askTap } from '../../../../src/data/tap/askTap.ts';
import { AroundForm } from '../../../../src/features/ingest/around/AroundForm.tsx';
import { createAroundStore } from '../../../../src/features/ingest/around/aroundStore.ts';
import { createSession } from '../../../../src/session/session.ts';
import { mountRoom, withWords } from '../../mountRoom.tsx';
import { settle, smallCatalogue } from '../../smallCatalogue.ts';

let room: Awaited<ReturnType<typeof mountRoom>>;
afterEach(() => room.end());

const votable = `<VOTABLE><RESOURCE><TABLE><FIELD name="main_id" datatype="char" arraysize="*"/><FIELD name="ra" datatype="double"/>
<FIELD name="dec" datatype="double"/><DATA><TABLEDATA><TR><TD>M 51</TD><TD>202.47</TD><TD>47.2</TD></TR></TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>`;

it('asks around the selected galaxy on a click alone, and hands the places on', async () => {
  await page.viewport(414, 896);
  const session = createSession(() => 0);
  const n = 3;
  const raDeg = Float64Array.of(10, 20, 30);
  session.catalogue.getState().replace(smallCatalogue(n, { raDeg, decDeg: Float64Array.of(1, 2, 3) }));
  session.selection.getState().choose(1);
  const answer = {
    file: new File([votable], 'a.vot'),
    rowCount: 1,
    columns: ['main_id', 'ra', 'dec'],
    isCut: true,
  };
  const ask = vi.fn<typeof askTap>(async () => answer);
  const [open, onPlaces] = [vi.fn(async () => undefined), vi.fn()];
  const store = createAroundStore({ session, ask });
  room = await mountRoom(session, <AroundForm open={open} onPlaces={onPlaces} store={store} />, 'light');
  const press = async (words: string) => {
    await act(async () => withWords(room.place, 'button', words).click());
    await act(settle);
  };
  await press('Around g1');
  expect(ask).not.toHaveBeenCalled();
  await press('Ask SIMBAD');
  expect(ask.mock.calls[0][1]).toContain("CIRCLE('ICRS', 20, 2, 0.166667)");
  expect(room.place.textContent).toContain('1 row, with main_id, ra, dec. There are more');
  await press('See them as cutouts');
  await vi.waitFor(() => expect(onPlaces).toHaveBeenCalled());
  expect(onPlaces.mock.calls[0][0].places).toEqual([{ id: 'M 51', raDeg: 202.47, decDeg: 47.2 }]);
  await press('Open as galaxies');
  expect(open).toHaveBeenCalledWith(
    expect.objectContaining({ kind: 'table', credit: expect.stringContaining('SIMBAD') }),
  );
  expect(ask.mock.calls[0][2].name).toBe('SIMBAD galaxies around 20.0000 2.0000');
  await press('The question in ADQL');
  await act(() => page.getByLabelText('ADQL').fill('SELECT ra, dec FROM basic'));
  await act(() => page.getByLabelText('Position, or a name').fill('30 40'));
  await press('Ask SIMBAD');
  expect(ask.mock.calls[1].slice(1)).toMatchObject([
    'SELECT ra, dec FROM basic',
    { name: 'SIMBAD galaxies asked' },
  ]);
});
