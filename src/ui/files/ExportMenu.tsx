import '@mantine/core/styles/Menu.css';
import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconDownload } from '@tabler/icons-react';

interface ExportItem {
  /** What is written, and as what. */
  label: string;
  disabled?: boolean;
  write(): Promise<void>;
}

interface ExportMenuProps {
  items: readonly ExportItem[];
  /** Tells the person why there is no file. */
  onFailed(error: unknown): void;
  widthPx: number;
  position: 'top-start' | 'top-end';
}

/** A button "Export" with a menu of the files that can be written. */
export function ExportMenu({ items, onFailed, widthPx, position }: ExportMenuProps) {
  return (
    // Stays while something comes in and moves the button out of sight; the placeholder is no item of a menu.
    <Menu
      position={position}
      shadow="md"
      width={widthPx}
      hideDetached={false}
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconDownload size={14} />}
          rightSection={<IconChevronDown size={14} />}
        >
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {items.map(({ label, disabled, write }) => (
          <Menu.Item key={label} disabled={disabled} onClick={() => void write().catch(onFailed)}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
