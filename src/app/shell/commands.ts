import type { Column } from '../../contracts/column.ts';
import type { Explore } from '../../features/explore/openExplore.ts';
import { rowsOf, wholeRowMask } from '../../maths/catalogue/rowMask.ts';
import { sentenceOf } from '../../session/notices.ts';
import { columnLabel } from '../../ui/text/columnText.ts';
import type { House } from '../house.ts';
import { rooms } from '../rooms.ts';

/** Something a person can ask for by its words. */
interface Command {
  /** Heading it stands under. */
  group: string;
  /** What it does, beginning with a verb. */
  label: string;
  /** What it is also found by: a column's own name. */
  alias?: string;
  run(): void;
}

/** Rooms, and actions that need none. */
export function houseCommands(house: House): Command[] {
  const { view, session, saveSession, openAdding, copyMethods } = house;
  const { enter, showKeys, showModels } = view.getState();
  const { selection, filters, catalogue, preferences, notices } = session;
  const act = (label: string, run: () => void): Command => ({ group: 'Actions', label, run });
  return [
    ...rooms.map(({ name, title }) => ({ group: 'Rooms', label: `Open ${title}`, run: () => enter(name) })),
    act('Invert the selection', () => {
      const rowCount = catalogue.getState().catalogue?.rowCount ?? 0;
      selection.getState().invert(rowsOf(filters.getState().passing ?? wholeRowMask(rowCount)));
    }),
    act('Clear the selection', selection.getState().chooseNone),
    act('Undo the last selection', selection.getState().undo),
    act('Redo the selection', selection.getState().redo),
    act('Clear the filters', filters.getState().clear),
    act('Hide or dim what is filtered out', () => filters.getState().hide(!filters.getState().hides)),
    act('Copy a link to this view', () => void copyViewLink(house)),
    act('Save the session as a file', () =>
      saveSession().catch(error =>
        notices.getState().complain(`The session could not be saved: ${sentenceOf(error)}`),
      ),
    ),
    act('Add galaxies to this catalogue', () => enter('data')),
    act('Remove the galaxies added last', () =>
      openAdding().then(
        adding => adding.getState().removeLast(),
        () => {}, // a part of the app that does not load is told by itself
      ),
    ),
    act('Choose the model of the map', () => showModels(true)),
    act('Copy a methods paragraph', () => void copyMethods()),
    act('Show all keys', () => showKeys(true)),
    act('Switch between dark and light', () => {
      const { theme, change } = preferences.getState();
      change({ theme: theme === 'dark' ? 'light' : 'dark' });
    }),
    act('Colour the map by nothing', () => session.columns.getState().paint(null)),
  ];
}

/** Puts a link to what is on screen on the clipboard, and says what it could not hold. */
async function copyViewLink({ session, view }: House): Promise<void> {
  const { viewLink } = await import('../address/viewLink.ts');
  const { hash, left } = viewLink(session, view.getState().room);
  const { origin, pathname, search } = window.location;
  const link = `${origin}${pathname}${search}${hash}`;
  try {
    await navigator.clipboard.writeText(link);
    session.notices.getState().say(['A link to this view is on the clipboard.', ...left].join(' '));
  } catch {
    window.history.replaceState(null, '', hash); // without a clipboard it stands in the address bar
    session.notices.getState().say(['A link to this view stands in the address bar.', ...left].join(' '));
  }
}

/** What concerns sets of galaxies. */
export function setCommands({ session, view }: House, { keepsakes, filters }: Explore): Command[] {
  const { selection, handover } = session;
  const act = (label: string, run: () => void): Command => ({ group: 'Actions', label, run });
  return [
    act('Keep the selection as a set', () => void keepsakes.getState().keepSelection()),
    act('Select what passes the filters', () => {
      const { passing } = session.filters.getState();
      if (passing) selection.getState().chooseMany(rowsOf(passing), 'filters');
    }),
    act('Find more like the selection', () => {
      const { rows, words } = selection.getState();
      if (rows.length === 0) return;
      handover.getState().hand({ verb: 'like', rows, words });
      view.getState().enter('similar');
    }),
    ...keepsakes.getState().sets.map(set => ({
      group: 'Sets',
      label: `Select ${set.name}`,
      run: () => selection.getState().chooseMany(keepsakes.getState().rowsOf(set), set.name, 'new'),
    })),
    ...keepsakes.getState().filters.map(kept => ({
      group: 'Sets',
      label: `Filter by ${kept.name}`,
      run: () => filters.getState().putAll(kept.filters),
    })),
  ];
}

/** Two commands a column: colour by it, and show its filter. */
export function columnCommands(
  { session, view }: House,
  { filters }: Explore,
  columns: readonly Column[],
): Command[] {
  const usable = columns.filter(({ kind }) => kind !== 'text');
  return [
    ...usable.map(column => ({
      group: 'Colour by a column',
      label: `Colour by ${columnLabel(column)}`,
      alias: column.name,
      run: () => session.columns.getState().paint(column.name),
    })),
    ...usable.map(column => ({
      group: 'Filter by a column',
      label: `Filter by column ${columnLabel(column)}`,
      alias: column.name,
      run: () => {
        filters.getState().show(column.name);
        view.getState().enter('explore');
      },
    })),
  ];
}
