import { expect, it } from 'vitest';
import { followAddress } from '../../../src/app/address/followAddress.ts';
import { writeHash } from '../../../src/app/address/hashState.ts';
import { createViewStore } from '../../../src/app/view.ts';
import { catalogueKey } from '../../../src/data/catalogues/catalogueKey.ts';
import { createSession } from '../../../src/session/session.ts';
import { settle, smallCatalogue } from '../../features/smallCatalogue.ts';

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

it('shows the galaxy of a link only in the catalogue that the link is about', async () => {
  expect(await followed(catalogueKey(open.name, open.ids))).toEqual({ row: 2, painted: 'smooth', told: [] });
  const other = await followed('votes.parquet 4-0123456789abcdef');
  expect(other.row).toBeNull();
  expect(other.painted).not.toBe('smooth');
  expect(other.told).toEqual([
    'This link shows a part of votes.parquet; open its file to see that. small is open.',
  ]);
});
