import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useStore } from 'zustand';
import { useSession } from '../../session/SessionContext.tsx';
import styles from './Hints.module.css';

const hints = [
  { name: 'click', text: 'Click a galaxy: the ones that look most like it appear on the right.' },
  { name: 'zoom', text: 'Zoom in: more galaxies show themselves, and larger.' },
  { name: 'open', text: 'Drop a Parquet file or a folder of images anywhere to see your own.' },
] as const;

/** Three short hints on the first visit; a dismissed one never comes back. */
export function Hints() {
  const { preferences } = useSession();
  const dismissed = useStore(preferences, p => p.dismissedHints);
  const left = hints.filter(hint => !dismissed.includes(hint.name));
  if (left.length === 0) return null;
  return (
    <ul className={styles.hints} aria-label="Hints">
      {left.map(hint => (
        <li key={hint.name}>
          <span>{hint.text}</span>
          <ActionIcon
            size="xs"
            aria-label={`Dismiss the hint: ${hint.text}`}
            onClick={() => preferences.getState().change({ dismissedHints: [...dismissed, hint.name] })}
          >
            <IconX size={12} />
          </ActionIcon>
        </li>
      ))}
    </ul>
  );
}
