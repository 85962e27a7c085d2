import { Popover, Skeleton, UnstyledButton } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useStore } from 'zustand';
import type { ModelsStore } from '../../features/models/modelsStore.ts';
import { backendTitles } from './backendTitles.ts';
import styles from './StatusBar.module.css';

const BackendPanel = lazy(async () => ({ default: (await import('./BackendPanel.tsx')).BackendPanel }));

/** Which backend computes; a click says why and what else there is. */
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
        <Suspense fallback={<Skeleton height={120} />}>
          <BackendPanel models={models} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
