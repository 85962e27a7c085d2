import { ActionIcon, Tooltip } from '@mantine/core';
import { IconMoon, IconSun } from '@tabler/icons-react';
import { useStore } from 'zustand';
import { useSession } from '../../session/SessionContext.tsx';

/** Dark for the night, light for daylight and for figures in papers. */
export function ThemeSwitch() {
  const { preferences } = useSession();
  const theme = useStore(preferences, p => p.theme);
  const other = theme === 'dark' ? 'light' : 'dark';
  return (
    <Tooltip label={`Use the ${other} theme`}>
      <ActionIcon
        size="sm"
        aria-label={`Use the ${other} theme`}
        onClick={() => preferences.getState().change({ theme: other })}
      >
        {theme === 'dark' ? <IconSun size={14} /> : <IconMoon size={14} />}
      </ActionIcon>
    </Tooltip>
  );
}
