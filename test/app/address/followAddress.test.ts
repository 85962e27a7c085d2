import { expect, it } from 'vitest';
import { followAddress } from '../../../src/app/address/followAddress.ts';
import { readHash, writeHash } from '../../../src/app/address/hashState.ts';
import { otherCatalogue, viewLink } from '../../../src/app/address/viewLink.ts';
import { createViewStore } from '../../../src/app/view.ts';
import { catalogueKey } from '../../../src/data/catalogues/catalogueKey.ts';
import { createSession } from '../../../src/session/session.ts';
import { ramp, settle, smallCatalogue } from '../../features/smallCatalogue.ts';

const open = smallCatalogue(4);

/** Follows a link of a catalogue while `open` opens. */
async function followed(catalogue: string) {
  const session = createSession(() => 0);
  const hash = writeHash({ catalogue, galaxy: 'g2', colour: 'smooth' });
  const page = {
    location: { hash, pathname: '/', search: '' },
    history: { replaceState: () => {} },
    addEventListener: () => {},
  } as unknown as Window;
  followAddress(session, createViewStore(), page);
  session.columns.getState().reset(open.columns);
  session.catalogue.getState().replace(open);
  await import('../../../src/app/address/viewLink.ts');
  await settle();
  const told = session.notices.getState().notices.map(({ sentence }) => sentence);
  return { row: session.selection.getState().row, painted: session.columns.getState().painted, told };
}

it('names the sky in a link, since another catalogue may be the last of a browser', () => {
  const session = createSession(() => 0);
  session.catalogue.getState().replace(smallCatalogue(3, { components: ramp(3, 2), simulated: true }));
  expect(readHash(viewLink(session, null).hash).catalogue).toBe('sky');
  expect(otherCatalogue(session, 'sky')).toBeNull();
  session.catalogue.getState().replace(open);
  expect(readHash(viewLink(session, null).hash).catalogue).toBe(catalogueKey(open.name, open.ids));
  expect(otherCatalogue(session, 'sky')).toMatch(/a part of the embedded sky/);
});

it('opens the kept catalogue of a link that is pasted into the open app, and says so where it is not kept', async () => {
  const session = createSession(() => 0);
  const mine = smallCatalogue(4, { name: 'mine' });
  let paste = () => {};
  const location = { hash: '', pathname: '/', search: '' };
  const page = {
    location,
    history: { replaceState: () => {} },
    addEventListener: (_: string, listener: () => void) => {
      paste = listener;
    },
  } as unknown as Window;
  let kept = false;
  followAddress(session, createViewStore(), page, async () => {
    if (kept) {
      session.columns.getState().reset(mine.columns);
      session.catalogue.getState().replace(mine);
    }
    return kept;
  });
  session.catalogue.getState().replace(open);
  await settle();
  location.hash = writeHash({
    catalogue: catalogueKey(mine.name, mine.ids),
    galaxy: 'g3',
    rule: 'smooth < 0.3',
  });
  paste();
  await settle();
  const told = () => session.notices.getState().notices.map(({ sentence }) => sentence);
  expect(told()).toEqual(['This link shows a part of mine; open its file to see that. small is open.']);
  kept = true;
  paste();
  await settle();
  expect(session.catalogue.getState().catalogue).toBe(mine);
  expect([...session.selection.getState().rows]).toEqual([0, 1]);
  expect(told()).toHaveLength(1);
});

it('shows the galaxy of a link only in the catalogue that the link is about', async () => {
  expect(await followed(catalogueKey(open.name, open.ids))).toEqual({ row: 2, painted: 'smooth', told: [] });
  const other = await followed('votes.parquet 4-0123456789abcdef');
  expect(other.row).toBeNull();
  expect(other.painted).not.toBe('smooth');
  expect(other.told).toEqual([
    'This link shows a part of votes.parquet; open its file to see that. small is open.',
  ]);
});
