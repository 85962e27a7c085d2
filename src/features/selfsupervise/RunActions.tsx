import { Button } from '@mantine/core';
import { IconDownload, IconMap, IconPlayerPlay, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { SelfRun } from '../../data/runs/selfRuns.ts';
import { sentenceOf } from '../../session/notices.ts';
import { useSession } from '../../session/SessionContext.tsx';
import { saveFile } from '../../ui/files/saveFile.ts';
import room from '../../ui/room.module.css';
import type { SelfStore } from './selfState.ts';

/** What can be done with a training that rests: go on, use its network, export it, delete it. */
export function RunActions({ store, run }: { store: SelfStore; run: SelfRun }) {
  const { notices } = useSession();
  const [using, setUsing] = useState(false);
  const { file, use, resume, remove } = store.getState();
  const hasNetwork = run.steps > 0;
  const save = () =>
    file(run.key).then(
      each => saveFile(each.name, each),
      (error: unknown) => notices.getState().complain(sentenceOf(error)),
    );
  return (
    <>
      <div className={room.line}>
        {!run.finished && (
          <Button size="xs" leftSection={<IconPlayerPlay size={14} />} onClick={() => void resume(run.key)}>
            Go on learning
          </Button>
        )}
        <Button
          size="xs"
          variant={run.finished ? 'filled' : 'default'}
          disabled={!hasNetwork || using}
          leftSection={<IconMap size={14} />}
          onClick={() => {
            setUsing(true);
            void use(run.key).finally(() => setUsing(false));
          }}
        >
          Draw the map with it
        </Button>
        <Button
          size="xs"
          variant="default"
          disabled={!hasNetwork}
          leftSection={<IconDownload size={14} />}
          onClick={() => void save()}
        >
          Export
        </Button>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconTrash size={14} />}
          onClick={() => void remove(run.key)}
        >
          Delete
        </Button>
      </div>
      <p className={room.note}>
        Drawn with it, the catalogue has its representation: map, neighbours and anomalies follow, it stands
        among the Models, and Fine-tune can begin from it. The export is a safetensors file with timm’s names.
      </p>
    </>
  );
}
