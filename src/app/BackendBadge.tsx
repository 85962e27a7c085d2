import { Button, Popover, SegmentedControl, Stack, Table, Text, UnstyledButton } from '@mantine/core';
import { useStore } from 'zustand';
import type { BackendLap, BackendName } from '../contracts/tensor.ts';
import type { ModelsStore } from '../features/models/modelsStore.ts';
import { useSession } from '../session/SessionContext.tsx';
import styles from './StatusBar.module.css';

const titles: Record<BackendName, string> = { webgpu: 'WebGPU', wasm: 'WASM', cpu: 'CPU' };

/** Which backend computes, why, what else there is, and a way to insist on another. */
export function BackendBadge({ models }: { models: ModelsStore }) {
  const { preferences } = useSession();
  const { backend, racing, card } = useStore(models);
  const wish = useStore(preferences, p => p.backend);
  const label = backend ? titles[backend.chosen] : racing ? 'trying …' : 'at first use';
  return (
    <Popover position="top-end" width={340} shadow="md" onOpen={() => void models.getState().race()}>
      <Popover.Target>
        <UnstyledButton className={styles.button}>Backend: {label}</UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="sm">
          <Text>{backend?.reason ?? 'A short trial on this machine decides what computes fastest.'}</Text>
          {backend && (
            <Table fz="xs" aria-label="Trial of the backends">
              <Table.Tbody>
                {backend.laps.map(lap => (
                  <Table.Tr key={lap.name}>
                    <Table.Td>{titles[lap.name]}</Table.Td>
                    <Table.Td>{lapText(lap)}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          )}
          <SegmentedControl
            fullWidth
            aria-label="Backend to use"
            value={wish ?? 'auto'}
            disabled={racing}
            onChange={value =>
              void models.getState().prefer(value === 'auto' ? null : (value as BackendName))
            }
            data={[
              { value: 'auto', label: 'Fastest' },
              ...Object.entries(titles).map(([value, title]) => ({ value, label: title })),
            ]}
          />
          {card && (
            <Text fz="xs" c="dimmed">
              Weights: {card.title} ({card.architecture}). {card.description} {card.credit} Licence:{' '}
              {card.licence}.
            </Text>
          )}
          <Button variant="default" onClick={() => void models.getState().represent()}>
            Recompute representations
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

function lapText(lap: BackendLap): string {
  if (lap.failure) return lap.failure;
  const where = lap.adapter ? ` on ${lap.adapter}${lap.software ? ' (software)' : ''}` : '';
  return `${lap.milliseconds.toPrecision(3)} ms${where}`;
}
