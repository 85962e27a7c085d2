import { UnstyledButton } from '@mantine/core';
import { useStore } from 'zustand';
import { rooms } from '../rooms.ts';
import type { ViewStore } from '../view.ts';
import styles from './Rail.module.css';

/** An icon and a word for each room; the open one is marked by a bar and a fill, not by colour alone. */
export function Rail({ view }: { view: ViewStore }) {
  const open = useStore(view, v => v.room);
  return (
    <nav className={styles.rail} aria-label="Rooms">
      {rooms.map(({ name, title, icon: Icon }) => (
        <UnstyledButton
          key={name}
          className={styles.room}
          aria-current={name === open ? 'page' : undefined}
          aria-expanded={name === open}
          onClick={() => view.getState().enter(name === open ? null : name)}
        >
          <Icon size={20} stroke={1.6} />
          <span>{title}</span>
        </UnstyledButton>
      ))}
    </nav>
  );
}
