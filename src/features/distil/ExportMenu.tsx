import '@mantine/core/styles/Menu.css';
import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconDownload } from '@tabler/icons-react';
import { sentenceOf } from '../../session/notices.ts';
import { useSession } from '../../session/SessionContext.tsx';
import type { DistilStore } from './distilStore.ts';
import { type ExportKind, exportPrototypes } from './exportPrototypes.ts';
import type { ShownSet } from './shownSet.ts';
import type { TableRow } from './tableRows.ts';

export interface ExportMenuProps {
  store: DistilStore;
  shown: ShownSet;
  /** As the table shows them. */
  rows: readonly TableRow[];
}

/** The shown set as files. */
export function ExportMenu({ store, shown, rows }: ExportMenuProps) {
  const { notices } = useSession();
  function write(kind: ExportKind): void {
    const { look, place } = store.gallery.getState();
    exportPrototypes(kind, { shown, rows, look, place }).catch((error: unknown) =>
      notices.getState().complain(`The prototypes could not be exported. ${sentenceOf(error)}`),
    );
  }
  return (
    <Menu position="top-start" shadow="md" width={260} hideDetached={false}>
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
        <Menu.Item onClick={() => write('sheet')}>Sheet of images as shown (PNG)</Menu.Item>
        <Menu.Item onClick={() => write('array')}>Finished images (.npy)</Menu.Item>
        <Menu.Item onClick={() => write('card')}>Card with the table (JSON)</Menu.Item>
        <Menu.Item disabled={rows.length === 0} onClick={() => write('table')}>
          Table alone (CSV)
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
