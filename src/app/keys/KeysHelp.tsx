import '@mantine/core/styles/Overlay.css';
import '@mantine/core/styles/ModalBase.css';
import '@mantine/core/styles/Modal.css';
import '@mantine/core/styles/Table.css';
import { Kbd, Modal, Table } from '@mantine/core';
import type { ViewStore } from '../view.ts';
import { keys } from './keysList.ts';

/** The list of all keys, opened with `?`. */
export function KeysHelp({ view }: { view: ViewStore }) {
  return (
    <Modal
      opened
      onClose={() => view.getState().showKeys(false)}
      title="Keys"
      size="sm"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Table>
        <Table.Tbody>
          {keys.map(row => (
            <Table.Tr key={row.keys}>
              <Table.Td>
                {row.keys.split(' ').map(each => (
                  <Kbd key={each} mr={4}>
                    {each}
                  </Kbd>
                ))}
              </Table.Td>
              <Table.Td>{row.does}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
