import { Button } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { formatBytes } from '../../data/bytes/bytesText.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { InUse } from './InUse.tsx';
import type { LibraryStore } from './libraryStore.ts';
import { type ModelFacts, ModelRow } from './ModelRow.tsx';
import classes from './ModelsDialog.module.css';
import type { ModelsStore } from './modelsStore.ts';
import { openWeights } from './openWeights.ts';
import { publishedEncoders } from './publishedEncoders.ts';
import { shippedFacts } from './shippedFacts.ts';

interface ModelsDialogProps {
  models: ModelsStore;
  library: LibraryStore;
}

/** Which networks may represent the galaxies: those of the app, the published ones, and files from this machine. */
export function ModelsDialog({ models, library }: ModelsDialogProps) {
  const { files, visiting, unavailable, room, refresh } = useStore(library);
  const [over, setOver] = useState(false);
  const [shipped, setShipped] = useState<ModelFacts[]>([]);
  const input = useRef<HTMLInputElement>(null);
  /** Published weights a file is opened for; null for a file of its own. */
  const openedFor = useRef<string | undefined>(undefined);

  useEffect(() => {
    void refresh();
    void shippedFacts(new URL('models/', document.baseURI).href).then(setShipped);
  }, [refresh]);

  function choose(as?: string): void {
    openedFor.current = as;
    input.current?.click();
  }
  const open = (file: File, as?: string) => void openWeights(models, library, file, as);

  const own = [...(files ?? []), ...visiting]
    .filter(({ name }) => name.startsWith('file:'))
    .map(({ name }) => ({ name, title: name.slice('file:'.length), notes: 'From this machine.' }));
  const row = (facts: ModelFacts) => (
    <ModelRow
      key={facts.name}
      facts={facts}
      models={models}
      library={library}
      onOpenFile={() => choose(facts.name)}
    />
  );
  return (
    <section
      aria-label="Weights"
      className={classes.dialog}
      data-takes-files
      data-over={over || undefined}
      onDragOver={() => setOver(true)}
      onDragLeave={() => setOver(false)}
      onDrop={event => {
        setOver(false);
        const file = event.dataTransfer.files[0];
        if (file) open(file);
      }}
    >
      <InUse models={models} />
      {unavailable && <EmptyState tone="problem">{unavailable}</EmptyState>}
      <Section title="With the app">{shipped.map(row)}</Section>
      <Section
        title="From this machine"
        note="Weights as safetensors or as PyTorch saves them, of an EfficientNet, ConvNeXt, ResNet or ViT. Drop a file here, or"
        action={
          <Button variant="default" leftSection={<IconFileUpload size={16} />} onClick={() => choose()}>
            Open a file of weights…
          </Button>
        }
      >
        {own.map(row)}
      </Section>
      <Section
        title="Published by Zoobot"
        note="Networks taught by Galaxy Zoo’s volunteers. Nothing is fetched until you say so; then one file comes from huggingface.co and stays in this browser. Nothing is sent."
      >
        {publishedEncoders.filter(each => !each.checkpoint).map(row)}
      </Section>
      <Section title="Published with answers" note="The same, with a head that names what it sees.">
        {publishedEncoders.filter(each => each.checkpoint).map(row)}
      </Section>
      {room && (
        <p className={classes.note}>
          {formatBytes(room.usedBytes)} kept in this browser, about {formatBytes(room.freeBytes)} free to this
          page.
        </p>
      )}
      <input
        ref={input}
        hidden
        type="file"
        aria-label="File of weights"
        onChange={event => {
          const file = event.currentTarget.files?.[0];
          if (file) open(file, openedFor.current);
          event.currentTarget.value = ''; // choosing the same file again is a change, too
        }}
      />
    </section>
  );
}

interface SectionProps {
  title: string;
  note?: string;
  action?: ReactNode;
  children: ReactNode;
}

function Section({ title, note, action, children }: SectionProps) {
  return (
    <section className={classes.section} aria-label={title}>
      <h2 className={classes.heading}>{title}</h2>
      {note && <p className={classes.note}>{note}</p>}
      {action && <div>{action}</div>}
      <ul className={classes.list}>{children}</ul>
    </section>
  );
}
