import '@mantine/core/styles.css';
import '../../src/app/theme/ink.css';
import { MantineProvider } from '@mantine/core';
import axe from 'axe-core';
import { act, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { theme } from '../../src/app/theme/theme.ts';
import { SessionProvider } from '../../src/session/SessionContext.tsx';
import type { Session } from '../../src/session/session.ts';

declare global {
  var IS_REACT_ACT_ENVIRONMENT: boolean;
}

const panelPx = 380; // the room panel's width

/** Draws a room as the panel does, for tests in a real browser. Call `end` when done. */
export async function mountRoom(session: Session, room: ReactNode, scheme: 'dark' | 'light' = 'dark') {
  globalThis.IS_REACT_ACT_ENVIRONMENT = true;
  const place = document.createElement('main');
  place.style.cssText = `width: ${panelPx}px; background: var(--ink-panel)`;
  document.body.append(place);
  const root = createRoot(place);
  await act(async () =>
    root.render(
      <MantineProvider theme={theme} forceColorScheme={scheme}>
        <SessionProvider session={session}>{room}</SessionProvider>
      </MantineProvider>,
    ),
  );
  return {
    place,
    async end() {
      await act(async () => root.unmount());
      place.remove();
    },
  };
}

/** Waits until two frames are drawn, so that what follows its own size has settled. */
export function drawn(): Promise<void> {
  return act(async () => {
    for (let frame = 0; frame < 2; frame++) await new Promise(resolve => requestAnimationFrame(resolve));
  });
}

/** What axe-core finds serious or worse, as sentences; empty when all is well. */
export async function seriousFlaws(place: Element): Promise<string[]> {
  const { violations } = await axe.run(place, { resultTypes: ['violations'] });
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, help, nodes }) =>
        `${id}: ${help}: ${nodes[0].html.slice(0, 200)} ${nodes[0].failureSummary ?? ''}`,
    );
}

/** The button or other element of a role whose accessible words contain `name`. */
export function withWords(place: ParentNode, selector: string, name: string): HTMLElement {
  const found = [...place.querySelectorAll<HTMLElement>(selector)].find(each =>
    `${each.getAttribute('aria-label') ?? ''} ${each.textContent}`.includes(name),
  );
  if (!found) throw new Error(`need a ${selector} that says “${name}”; got none`);
  return found;
}
