import { expect, it } from 'vitest';
import { findIn } from '../../../src/app/search/useFound.ts';
import { createSession } from '../../../src/session/session.ts';
import { smallCatalogue } from '../../features/smallCatalogue.ts';

it('finds nothing where another catalogue is opened meanwhile, whose rows are other galaxies', async () => {
  const session = createSession(() => 0);
  session.catalogue.setState({ catalogue: smallCatalogue(10) });
  expect((await findIn(session, 'g7')).rows).toEqual([7]);
  const finding = findIn(session, 'g7');
  session.catalogue.setState({ catalogue: smallCatalogue(10, { handle: 2 }) });
  expect((await finding).rows).toEqual([]);
});
