import { Popover, Skeleton, UnstyledButton } from '@mantine/core';
import { useStore } from 'zustand';
import type { ModelsStore } from '../../features/models/modelsStore.ts';
import { lazyPart } from '../../ui/lazyPart.tsx';
import { backendTitles } from './backendTitles.ts';
import styles from './StatusBar.module.css';

const BackendPanel = lazyPart(
  'The list of backends',
  async () => (await import('./BackendPanel.tsx')).BackendPanel,
  <Skeleton height={120} />,
);

/** Which backend computes; a click shows why and which others there are. */
export function BackendBadge({ models }: { models: ModelsStore }) {
  const backend = useStore(models, m => m.backend);
  const racing = useStore(models, m => m.racing);
  const label = backend ? backendTitles[backend.chosen] : racing ? 'trying …' : 'at first use';
  return (
    <Popover
      position="top-end"
      width={340}
      shadow="md"
      trapFocus
      returnFocus
      onOpen={() => void models.getState().race()}
    >
      <Popover.Target>
        <UnstyledButton className={styles.button}>Backend: {label}</UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <BackendPanel models={models} />
      </Popover.Dropdown>
    </Popover>
  );
}
