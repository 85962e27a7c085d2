import { MantineProvider } from '@mantine/core';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import '../../../src/app/theme/ink.css';
import { MapStatus } from '../../../src/features/map/MapStatus.tsx';
import { createMapStore } from '../../../src/features/map/mapStore.ts';
import { SessionProvider } from '../../../src/session/SessionContext.tsx';
import { createSession } from '../../../src/session/session.ts';

let root: Root | null = null;
afterEach(() => root?.unmount());

/** The map's words while its job looks for neighbours, over an earlier map or none. */
function mount(earlier: Float32Array | null) {
  const session = createSession(() => performance.now());
  let asked = 0;
  const never = () => new Promise<never>(() => {});
  const enough = async () => {
    asked++;
  };
  const store = createMapStore({ session, layout: { layout: never, place: never, enough } });
  const job = session.jobs.getState().start('Map 300,000 galaxies');
  store.setState({ stage: 'drawing', jobId: job.id });
  session.positions.getState().replace(earlier, false);
  const stage = document.createElement('div');
  stage.style.cssText = 'position:relative;width:640px;height:360px';
  document.body.replaceChildren(stage);
  root = createRoot(stage);
  root.render(
    <MantineProvider forceColorScheme="dark">
      <SessionProvider session={session}>
        <MapStatus store={store} failure={null} />
      </SessionProvider>
    </MantineProvider>,
  );
  const report = (found?: number) =>
    job.report({ phase: 'Finding neighbours', done: 9, total: 300_000, unit: 'galaxies', found });
  return { report, asked: () => asked };
}

const button = page.getByRole('button', { name: 'Enough, draw the map' });

describe('the search for neighbours, on the map', () => {
  it.each([
    ['no map', null],
    ['an earlier map', Float32Array.of(0, 0, 1, 1)],
  ])('may be ended once its recall is known, over %s', async (_, earlier) => {
    const { report, asked } = mount(earlier);
    report();
    expect(button.query()).toBeNull();
    report(0.83);
    await button.click();
    expect(asked()).toBe(1);
    if (earlier) await expect.element(page.getByText('83 % of the nearest neighbours found')).toBeVisible();
    report(); // the map settles
    await expect.poll(() => button.query()).toBeNull();
  });
});
