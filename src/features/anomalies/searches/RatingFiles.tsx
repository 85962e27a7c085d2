import { Button } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useRef } from 'react';
import { sentenceOf } from '../../../session/notices.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import { ExportMenu } from '../../../ui/files/ExportMenu.tsx';
import { useProvenance } from '../../../ui/files/FileServices.tsx';
import type { AnomaliesStore } from '../state/anomaliesState.ts';
import { exportSearch, type FileKind, importRatings } from './searchFiles.ts';

/** The current search as a file. */
export function SearchFiles({ store }: { store: AnomaliesStore }) {
  const session = useSession();
  const provenance = useProvenance();
  const file = (kind: FileKind) => () => exportSearch(kind, session, store, provenance);
  return (
    <ExportMenu
      position="top-end"
      widthPx={140}
      items={[
        { label: 'CSV', write: file('csv') },
        { label: 'VOTable', write: file('votable') },
      ]}
      onFailed={error =>
        session.notices.getState().complain(`The search could not be exported. ${sentenceOf(error)}`)
      }
    />
  );
}

/** Ratings, or a whole search, from a file. */
export function ImportButton({ store, onDone }: { store: AnomaliesStore; onDone?(): void }) {
  const session = useSession();
  const input = useRef<HTMLInputElement>(null);
  async function read(file: File): Promise<void> {
    const notices = session.notices.getState();
    try {
      const { sentence, details, undo } = await importRatings(file, session, store);
      notices.say(sentence, { details, undo });
      onDone?.();
    } catch (error) {
      notices.complain(`No ratings were taken from ${file.name}. ${sentenceOf(error)}`);
    }
  }
  return (
    <>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconUpload size={14} />}
        onClick={() => input.current?.click()}
      >
        Import ratings
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label="File of ratings"
        accept=".csv,.tsv,.txt,.xml,.vot,.votable,text/csv,application/x-votable+xml"
        onChange={event => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = ''; // so that the same file can be chosen again
          if (file) void read(file);
        }}
      />
    </>
  );
}
