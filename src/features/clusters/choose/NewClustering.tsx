import '@mantine/core/styles/NumberInput.css';
import { Button, NumberInput, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { IngestWorker } from '../../../contracts/ingest.ts';
import type { BackendName } from '../../../contracts/tensor.ts';
import { keyOfCatalogue } from '../../../data/catalogues/catalogueKey.ts';
import type { KeptSet } from '../../../data/sets/keptSet.ts';
import { clusterSettingsRefusal } from '../../../maths/clustering/clusterSettings.ts';
import { pictureNumbers } from '../../../maths/clustering/clusterShape.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import { durationText } from '../../../ui/text/durationText.ts';
import { formatGalaxies } from '../../../ui/text/quantity.ts';
import { AdvancedFields } from './AdvancedFields.tsx';
import { GalaxiesField, KindField } from './ChoiceFields.tsx';
import { ComponentNumbers } from './ComponentNumbers.tsx';
import { CoverFields } from './CoverFields.tsx';
import { chosenRows, learntCount } from './chosenRows.ts';
import { type ClusterChoice, kindWords, usualChoice, votesNote } from './clusterChoice.ts';
import classes from './NewClustering.module.css';
import type { ComparisonCalls, Studies } from './pictureReader.ts';
import { secondsNeeded } from './timeNeeded.ts';

interface NewClusteringProps {
  studies: Studies & ComparisonCalls;
  pixels: IngestWorker['pixels'];
  /** Sets kept of a catalogue, by its key. */
  setsOf(catalogue: string): Promise<KeptSet[]>;
  /** The backend that trainings run on. */
  backend: BackendName;
  /** Title of what is worked on; null where nothing is. */
  busy: string | null;
  /** @returns true once it has begun */
  onBegin(choice: ClusterChoice): Promise<boolean>;
  onDone(): void;
}

/** From galaxies to a clustering: which, what of them, how many clusters, how long it takes. */
export function NewClustering({
  studies,
  pixels,
  backend,
  setsOf,
  busy,
  onBegin,
  onDone,
}: NewClusteringProps) {
  const session = useSession();
  const catalogue = useStore(session.catalogue, s => s.catalogue);
  useStore(session.filters, s => s.count); // what is chosen follows them
  useStore(session.selection, s => s.rows);
  const representation = useStore(session.representation, s => s.representation);
  const [choice, setChoice] = useState<ClusterChoice>(() => usualChoice('standardised'));
  const [starting, setStarting] = useState(false);
  const { kind, settings } = choice;
  const represented = representation !== null;
  useEffect(() => {
    if (kind === 'network' && !represented) setChoice(usualChoice('standardised'));
  }, [kind, represented]);
  const [sets, setSets] = useState<readonly KeptSet[]>([]);
  useEffect(() => {
    if (!catalogue) return;
    let wanted = true;
    const take = (found: readonly KeptSet[]) => wanted && setSets(found);
    setsOf(keyOfCatalogue(catalogue)).then(take, () => take([])); // without storage there are none
    return () => {
      wanted = false;
    };
  }, [catalogue, setsOf]);
  if (!catalogue) return null;
  const all = chosenRows(session, choice.galaxies).rows.length;
  const learnt = learntCount(Math.min(all, choice.mostLearnt), choice.keptAside);
  const inputs = kind === 'network' ? (representation?.components.columns ?? 0) : pictureNumbers(choice);
  const refused = clusterSettingsRefusal(settings, learnt, inputs);
  const note = kind === 'network' ? votesNote(representation?.weights) : null;
  return (
    <form
      className={classes.form}
      aria-label="New clustering"
      onSubmit={event => {
        event.preventDefault();
        if (starting || refused) return;
        setStarting(true);
        void onBegin(choice).then(begun => {
          setStarting(false);
          if (begun) onDone();
        });
      }}
    >
      <GalaxiesField choice={choice} onChange={setChoice} sets={sets} />
      <KindField choice={choice} onChange={setChoice} />
      {note && <p className={classes.meaning}>{note}</p>}
      {kind !== 'pixels' && (
        <CoverFields choice={choice} onChange={setChoice} studies={studies} pixels={pixels} />
      )}
      <NumberInput
        size="xs"
        label="Clusters"
        value={settings.components}
        min={2}
        max={40}
        allowDecimal={false}
        onChange={value =>
          typeof value === 'number' && setChoice({ ...choice, settings: { ...settings, components: value } })
        }
      />
      <ComponentNumbers
        choice={choice}
        studies={studies}
        pixels={pixels}
        onChoose={components => setChoice({ ...choice, settings: { ...settings, components } })}
      />
      <AdvancedFields choice={choice} onChange={setChoice} />
      <TextInput
        size="xs"
        label="Name"
        description={`Empty: “${kindWords[kind].label} · ${catalogue.name}”`}
        maxLength={80}
        value={choice.title}
        onChange={event => setChoice({ ...choice, title: event.currentTarget.value })}
      />
      <p className={classes.meaning}>
        {refused ??
          `Learns from ${formatGalaxies(learnt)} in about ${durationText(secondsNeeded(choice, learnt, backend))}; it can be paused, and goes on after a reload.`}
      </p>
      {busy !== null && (
        <p className={classes.meaning}>“{busy}” goes on: stop it first, it keeps what there is.</p>
      )}
      <div className={classes.actions}>
        <Button
          type="submit"
          size="xs"
          loading={starting}
          disabled={busy !== null || refused !== null || !catalogue.hasImages}
        >
          Find clusters
        </Button>
        <Button size="xs" variant="default" onClick={onDone}>
          Go back
        </Button>
      </div>
      {!catalogue.hasImages && (
        <p className={classes.meaning}>This catalogue has no images, and a clustering needs them.</p>
      )}
    </form>
  );
}
