import '@mantine/core/styles/Menu.css';
import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconDownload, IconUpload } from '@tabler/icons-react';
import { useRef } from 'react';
import { sentenceOf } from '../../session/notices.ts';
import { useSession } from '../../session/SessionContext.tsx';
import type { AnomaliesStore } from './anomaliesState.ts';
import { exportSearch, type FileKind, importRatings } from './ratingFiles.ts';

/** The current search as a file. */
export function ExportMenu({ store }: { store: AnomaliesStore }) {
  const session = useSession();
  function write(kind: FileKind): void {
    exportSearch(kind, session, store).catch((error: unknown) =>
      session.notices.getState().complain(`The search could not be exported. ${sentenceOf(error)}`),
    );
  }
  return (
    // Stays while a ranking comes in and moves the button out of sight; the placeholder is no item of a menu.
    <Menu position="top-end" shadow="md" width={140} hideDetached={false} withInitialFocusPlaceholder={false}>
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
        <Menu.Item onClick={() => write('csv')}>CSV</Menu.Item>
        <Menu.Item onClick={() => write('votable')}>VOTable</Menu.Item>
      </Menu.Dropdown>
    </Menu>
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
