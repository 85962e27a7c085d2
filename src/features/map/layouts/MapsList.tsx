import { ActionIcon } from '@mantine/core';
import { IconLayoutColumns } from '@tabler/icons-react';
import { useStore } from 'zustand';
import { wordsOfMap } from '../../../session/map/layoutWords.ts';
import type { DrawnMap } from '../../../session/map/maps.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import room from '../../../ui/room.module.css';
import { columnLabel } from '../../../ui/text/columnText.ts';
import classes from './LayoutPanel.module.css';

/** The map on screen and those before it: a click goes there, and any can stand beside it. */
export function MapsList({ onShow }: { onShow(map: DrawnMap): void }) {
  const { maps, columns } = useSession();
  const { shown, former, beside, putBeside } = useStore(maps);
  const all = useStore(columns, s => s.columns);
  if (!shown) return null;
  const labelOf = (name: string) => {
    const column = all.find(each => each.name === name);
    return column ? columnLabel(column) : name;
  };
  const listed = [shown, ...former].map(map => ({ map, words: wordsOfMap(map, labelOf) }));
  return (
    <>
      <h3 className={room.title}>Maps of these galaxies</h3>
      {former.length === 0 && (
        <p className={room.note}>Draw another: this one is kept, to go back to or to see beside it.</p>
      )}
      <ul className={classes.maps}>
        {listed.sort(byWords).map(({ map, words }) => (
          <li key={words}>
            <button
              type="button"
              className={classes.map}
              aria-pressed={map === shown}
              onClick={() => map !== shown && onShow(map)}
            >
              {words}
            </button>
            {map !== shown && (
              <ActionIcon
                variant={map === beside ? 'light' : 'subtle'}
                color={map === beside ? undefined : 'gray'}
                aria-pressed={map === beside}
                aria-label={`Beside: ${words}`}
                title={map === beside ? 'Close the second map' : 'Show it beside the map'}
                onClick={() => putBeside(map === beside ? null : map)}
              >
                <IconLayoutColumns size={16} />
              </ActionIcon>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

/** An order that stays when another of them is shown. */
function byWords(a: { words: string }, b: { words: string }): number {
  return a.words.localeCompare(b.words);
}
