import '@mantine/core/styles/Menu.css';
import { ActionIcon, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { Figure } from '../../../contracts/figure.ts';
import { useSaveFigure } from '../../files/FileServices.tsx';

/** A small button with a menu: a figure as SVG for a light or a dark page, and its numbers as CSV. */
export function FigureMenu({ figure }: { figure: Figure }) {
  const save = useSaveFigure();
  return (
    <Menu position="bottom-end" shadow="md" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <ActionIcon
          size={24}
          aria-label={`Save the figure: ${figure.title}`}
          title="Save the figure or its numbers"
        >
          <IconDownload size={14} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void save(figure, { kind: 'svg', ground: 'light' })}>
          SVG for a light page
        </Menu.Item>
        <Menu.Item onClick={() => void save(figure, { kind: 'svg', ground: 'dark' })}>
          SVG for a dark page
        </Menu.Item>
        <Menu.Item onClick={() => void save(figure, { kind: 'csv' })}>Numbers as CSV</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
