import {
  IconBrain,
  IconDatabase,
  IconFlask,
  IconLayoutGrid,
  IconSchool,
  IconSparkles,
  IconTable,
} from '@tabler/icons-react';
import { type ComponentType, lazy, use } from 'react';
import type { House } from './house.ts';

/** A room: one word in the rail, one panel beside the map. */
export interface Room {
  /** In links: `#room=similar`. */
  name: string;
  /** The word in the rail. */
  title: string;
  icon: ComponentType<{ size?: number; stroke?: number }>;
  /** True for a room that shows the selected galaxy large itself. */
  showsGalaxy?: boolean;
  /** Loaded when the room is first entered. */
  Panel: ComponentType<{ house: House }>;
}

const DataPanel = lazy(async () => {
  const { DataRoom } = await import('../features/ingest/DataRoom.tsx');
  return { default: ({ house }: { house: House }) => <DataRoom store={house.ingest} /> };
});

const SimilarPanel = lazy(async () => {
  const { SimilarRoom } = await import('../features/similar/SimilarRoom.tsx');
  return { default: ({ house }: { house: House }) => <SimilarRoom store={house.similar} /> };
});

const NetworkPanel = lazy(async () => {
  const { NetworkRoom } = await import('../features/network/NetworkRoom.tsx');
  return {
    default: ({ house }: { house: House }) => (
      <NetworkRoom
        store={use(house.openNetwork())}
        onChooseWeights={() => house.view.getState().showModels(true)}
      />
    ),
  };
});

const AnomaliesPanel = lazy(async () => {
  const { AnomaliesRoom } = await import('../features/anomalies/AnomaliesRoom.tsx');
  return { default: ({ house }: { house: House }) => <AnomaliesRoom store={use(house.openAnomalies())} /> };
});

const FinetunePanel = lazy(async () => {
  const { FinetuneRoom } = await import('../features/finetune/FinetuneRoom.tsx');
  return { default: ({ house }: { house: House }) => <FinetuneRoom finetune={use(house.openFinetune())} /> };
});

const DistilPanel = lazy(async () => {
  const { DistilRoom } = await import('../features/distil/DistilRoom.tsx');
  return { default: ({ house }: { house: House }) => <DistilRoom store={use(house.openDistil())} /> };
});

const TablePanel = lazy(async () => {
  const { TableRoom } = await import('../features/table/TableRoom.tsx');
  return { default: () => <TableRoom /> };
});

/** The rooms in the order of a person's work. */
export const rooms: readonly Room[] = [
  { name: 'data', title: 'Data', icon: IconDatabase, Panel: DataPanel },
  { name: 'similar', title: 'Similar', icon: IconLayoutGrid, Panel: SimilarPanel },
  { name: 'network', title: 'Network', icon: IconBrain, Panel: NetworkPanel },
  { name: 'anomalies', title: 'Anomalies', icon: IconSparkles, showsGalaxy: true, Panel: AnomaliesPanel },
  { name: 'finetune', title: 'Fine-tune', icon: IconSchool, Panel: FinetunePanel },
  { name: 'distil', title: 'Distil', icon: IconFlask, Panel: DistilPanel },
  { name: 'table', title: 'Table', icon: IconTable, Panel: TablePanel },
];

export function roomNamed(name: string | null): Room | undefined {
  return rooms.find(room => room.name === name);
}
