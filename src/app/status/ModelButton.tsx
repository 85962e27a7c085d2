import { UnstyledButton } from '@mantine/core';
import { useStore } from 'zustand';
import { useSession } from '../../session/SessionContext.tsx';
import type { House } from '../house.ts';
import styles from './StatusBar.module.css';

/** Whose representation the map shows; a click opens the list of models. */
export function ModelButton({ house }: { house: House }) {
  const { representation } = useSession();
  const chosen = useStore(house.models, m => m.chosen);
  const shown = useStore(representation, r => r.representation?.weights) ?? chosen;
  return (
    <UnstyledButton className={styles.model} onClick={() => house.view.getState().showModels(true)}>
      Model: {shown.replace(/^(zoobot-(encoder|finetuned)-|file:)/, '')}
    </UnstyledButton>
  );
}
