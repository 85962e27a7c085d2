import { ActionIcon, Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { Job } from '../../../session/jobs.ts';
import { sentenceOf } from '../../../session/notices.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import classes from './RunPanel.module.css';
import type { RunControls } from './runControls.ts';
import type { OpenRun } from './runState.ts';

interface RunButtonsProps {
  store: RunControls;
  run: OpenRun;
  /** Of the step just now; absent while it rests. */
  job: Job | undefined;
  /** Rows of the table not made yet. */
  missing: number;
}

/** Pause, resume and stop while it works; resume, judge and delete while it rests. */
export function RunButtons({ store, run, job, missing }: RunButtonsProps) {
  const { notices } = useSession();
  const { pause, resume, stop, goOn, judge } = store.runs.getState();
  if (job) {
    return (
      <div className={classes.buttons}>
        <Button size="xs" variant="default" onClick={job.paused ? resume : pause}>
          {job.paused ? 'Resume' : 'Pause'}
        </Button>
        <Button size="xs" variant="default" onClick={stop}>
          Stop and keep what there is
        </Button>
      </div>
    );
  }
  const begun = run.iterations.length > 0;
  return (
    <div className={classes.buttons}>
      {!run.finished && (
        <Button size="xs" onClick={() => void goOn()}>
          Resume
        </Button>
      )}
      {begun && missing > 0 && (
        <Button size="xs" variant={run.finished ? 'filled' : 'default'} onClick={() => void judge()}>
          Judge the prototypes
        </Button>
      )}
      <ActionIcon
        className={classes.end}
        aria-label="Delete this run"
        title="Delete this run"
        onClick={() => {
          store
            .removeRun(run.request.key)
            .catch((error: unknown) => notices.getState().complain(sentenceOf(error)));
        }}
      >
        <IconTrash size={16} />
      </ActionIcon>
    </div>
  );
}
