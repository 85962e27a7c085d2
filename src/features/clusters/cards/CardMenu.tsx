import '@mantine/core/styles/Menu.css';
import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useStore } from 'zustand';
import { clusterName, clustersOf } from '../../../data/runs/clusterEdits.ts';
import type { ShownStore } from '../shown/shownStore.ts';

interface CardMenuProps {
  cluster: number;
  shown: ShownStore;
  onRename(): void;
}

/** What can be made of a cluster; all of it can be undone. */
export function CardMenu({ cluster, shown, onRename }: CardMenuProps) {
  const edits = useStore(shown, s => s.edits);
  const { merge, split, hide } = shown.getState();
  const hidden = edits.hidden.includes(cluster);
  const merged = edits.groups.filter(group => group === cluster).length > 1;
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <ActionIcon variant="subtle" aria-label={`What to do with ${clusterName(edits, cluster)}`}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={onRename}>Rename</Menu.Item>
        <Menu.Item onClick={() => hide(cluster, !hidden)}>{hidden ? 'Show' : 'Hide'}</Menu.Item>
        {merged && <Menu.Item onClick={() => split(cluster)}>Split into its components</Menu.Item>}
        <Menu.Label>Merge with</Menu.Label>
        {clustersOf(edits)
          .filter(other => other !== cluster)
          .map(other => (
            <Menu.Item key={other} onClick={() => merge(cluster, other)}>
              {clusterName(edits, other)}
            </Menu.Item>
          ))}
      </Menu.Dropdown>
    </Menu>
  );
}
