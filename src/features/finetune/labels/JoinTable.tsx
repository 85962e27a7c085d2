import { Button } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { sentenceOf } from '../../../session/notices.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import classes from '../style/FinetuneRoom.module.css';

/** Labels from a table of one's own: its columns join those of the catalogue. */
export function JoinTable() {
  const { catalogue, columns, notices } = useSession();
  const input = useRef<HTMLInputElement>(null);
  const [told, setTold] = useState<string | null>(null);
  async function join(file: File): Promise<void> {
    const { ids } = catalogue.getState().catalogue ?? {};
    if (!ids) return;
    try {
      const { joinLabels } = await import('./labelsTable.ts');
      const { columns: present, publishAll } = columns.getState();
      const taken = new Set(present.filter(({ source }) => source !== file.name).map(({ name }) => name));
      const joined = await joinLabels(file, ids, taken);
      publishAll(file.name, joined.columns);
      setTold(joined.sentence);
    } catch (error) {
      setTold(null);
      notices.getState().complain(`No labels were taken from ${file.name}. ${sentenceOf(error)}`);
    }
  }
  return (
    <div className={classes.part}>
      <div>
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconUpload size={14} />}
          onClick={() => input.current?.click()}
        >
          Join a table of labels
        </Button>
      </div>
      <p className={classes.note} role="status">
        {told ?? 'A CSV with a column of ids: its other columns can then be chosen here.'}
      </p>
      <input
        ref={input}
        type="file"
        hidden
        aria-label="Table of labels"
        accept=".csv,.tsv,.txt,text/csv"
        onChange={event => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = ''; // so that the same file can be chosen again
          if (file) void join(file);
        }}
      />
    </div>
  );
}
