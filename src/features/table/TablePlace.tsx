import { ActionIcon } from '@mantine/core';
import { IconLayoutBottombar, IconLayoutSidebarRight } from '@tabler/icons-react';
import { useStore } from 'zustand';
import { useSession } from '../../session/SessionContext.tsx';
import classes from './TableRoom.module.css';

/** Puts the table under the map, as wide as it, and back beside it. */
export function TablePlace() {
  const { preferences } = useSession();
  const underMap = useStore(preferences, p => p.tableUnderMap);
  const words = underMap ? 'Put the table beside the map' : 'Put the table under the map';
  return (
    <ActionIcon
      className={classes.move}
      variant="default"
      size={32}
      aria-label={words}
      title={words}
      onClick={() => preferences.getState().change({ tableUnderMap: !underMap })}
    >
      {underMap ? <IconLayoutSidebarRight size={16} /> : <IconLayoutBottombar size={16} />}
    </ActionIcon>
  );
}
