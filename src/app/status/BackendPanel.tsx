import '@mantine/core/styles/FloatingIndicator.css';
import '@mantine/core/styles/SegmentedControl.css';
import '@mantine/core/styles/Table.css';
import { SegmentedControl, Stack, Table, Text } from '@mantine/core';
import { useStore } from 'zustand';
import type { BackendLap, BackendName } from '../../contracts/tensor.ts';
import type { ModelsStore } from '../../features/models/modelsStore.ts';
import { useSession } from '../../session/SessionContext.tsx';
import { backendTitles } from './backendTitles.ts';

/** Why this backend computes, how the others did in the trial, and a choice of backend. */
export function BackendPanel({ models }: { models: ModelsStore }) {
  const { preferences } = useSession();
  const { backend, racing, prefer } = useStore(models);
  const wish = useStore(preferences, p => p.backend);
  return (
    <Stack gap="sm">
      <Text>{backend?.reason ?? 'A short trial on this machine decides what computes fastest.'}</Text>
      {backend && (
        <Table fz="xs" aria-label="Trial of the backends">
          <Table.Tbody>
            {backend.laps.map(lap => (
              <Table.Tr key={lap.name}>
                <Table.Td>{backendTitles[lap.name]}</Table.Td>
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
        onChange={value => void prefer(value === 'auto' ? null : (value as BackendName))}
        data={[
          { value: 'auto', label: 'Fastest' },
          ...Object.entries(backendTitles).map(([value, label]) => ({ value, label })),
        ]}
      />
    </Stack>
  );
}

function lapText(lap: BackendLap): string {
  if (lap.failure) return lap.failure;
  const where = lap.adapter ? ` on ${lap.adapter}${lap.software ? ' (software)' : ''}` : '';
  return `${lap.milliseconds.toPrecision(3)} ms${where}`;
}
