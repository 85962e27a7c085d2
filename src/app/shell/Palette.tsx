import '@mantine/core/styles/Overlay.css';
import '@mantine/core/styles/ModalBase.css';
import '@mantine/core/styles/Modal.css';
import '@mantine/spotlight/styles.css';
import {
  createSpotlight,
  Spotlight,
  type SpotlightActionData,
  type SpotlightActionGroupData,
} from '@mantine/spotlight';
import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { Explore } from '../../features/explore/openExplore.ts';
import { useSession } from '../../session/SessionContext.tsx';
import type { House } from '../house.ts';
import { useFound } from '../search/useFound.ts';
import { columnCommands, houseCommands, setCommands } from './commands.ts';

const mostOfGroup = 12; // a group never pushes the next out of reach; typing narrows it

/** One line that reaches every room, column, set and action, and galaxies as the search does; opened with `Ctrl K`. */
export function Palette({ house }: { house: House }) {
  const session = useSession();
  const [[store, actions]] = useState(createSpotlight);
  const [query, setQuery] = useState('');
  const [explore, setExplore] = useState<Explore | null>(null);
  const columns = useStore(session.columns, s => s.columns);
  const { found } = useFound(query);
  const catalogue = useStore(session.catalogue, s => s.catalogue);
  useEffect(() => {
    actions.open();
    house.openExplore().then(setExplore, () => undefined); // the other commands are there without it
  }, [actions, house]);

  const commands = useMemo(
    () => [
      ...houseCommands(house),
      ...(explore ? [...setCommands(house, explore), ...columnCommands(house, explore, columns)] : []),
    ],
    [house, explore, columns],
  );
  const galaxies: SpotlightActionData[] = found.rows.map(row => ({
    id: `galaxy ${row}`,
    label: catalogue?.ids.at(row),
    onClick: () => session.selection.getState().choose(row),
  }));
  const { all } = found;
  if (all) {
    galaxies.unshift({
      id: 'all found',
      label: `Select all: ${found.sentence}`,
      onClick: () => session.selection.getState().chooseMany(all.rows, all.words),
    });
  }
  const words = query.toLowerCase().split(/\s+/);
  const groups = [...new Set(commands.map(({ group }) => group))].map((group): SpotlightActionGroupData => {
    const own = commands.filter(
      command =>
        command.group === group &&
        words.every(word => `${command.label} ${command.alias ?? ''}`.toLowerCase().includes(word)),
    );
    return {
      group,
      actions: own
        .slice(0, mostOfGroup)
        .map(({ label, alias = '', run }) => ({ id: `${label} ${alias}`, label, onClick: run })),
    };
  });
  const shown = [...groups, { group: 'Galaxies', actions: galaxies }].filter(
    group => group.actions.length > 0,
  );
  return (
    <Spotlight
      store={store}
      shortcut={null}
      query={query}
      onQueryChange={setQuery}
      actions={shown}
      filter={(_query, given) => given} // what is shown has been found already
      nothingFound="Nothing is called so."
      scrollable
      maxHeight={420}
      searchProps={{
        placeholder: 'Search rooms, columns, sets, actions and galaxies',
        'aria-label': 'Search everything',
      }}
      onSpotlightClose={() => house.view.getState().showPalette(false)}
    />
  );
}
