import { Button, TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { CurationRecipe } from '../../../contracts/curation.ts';
import type { OpenedCatalogue } from '../../../contracts/ingest.ts';
import { curationPresets, usualCuration } from '../../../data/runs/curationPresets.ts';
import { usualDistilSettings } from '../../../data/runs/distilSettings.ts';
import { methodName } from '../../../data/runs/settingFields.ts';
import { usualMethod } from '../../../maths/distillation/distilMethods.ts';
import { imagesPerClassChoices } from '../../../maths/distillation/settings/settingsTable.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { formatGalaxies } from '../../../ui/text/quantity.ts';
import { CurateFields, ownRules } from './CurateFields.tsx';
import { CurationPreview, FoundCounts } from './CurationPreview.tsx';
import { type Curation, curate } from './curation.ts';
import type { CurationClients } from './curationClients.ts';
import { epochsRefusal } from './epochsRefusal.ts';
import { MethodFields } from './MethodFields.tsx';
import classes from './NewSetForm.module.css';
import type { ChosenSet } from './readCuratedSet.ts';
import { SettingFields } from './SettingFields.tsx';

/** What the form needs, and where the set it makes goes. */
export interface SetFormProps {
  clients: CurationClients;
  /** With images. */
  catalogue: OpenedCatalogue;
  /** Classes to begin with; null: a preset. */
  start: CurationRecipe | null;
  /** Title of the run that goes on; null where none does. */
  busy: string | null;
  /** Begins a run. @returns true once it has begun */
  onBegin(chosen: ChosenSet): Promise<boolean>;
  onDone(): void;
}

const twoClasses: CurationRecipe = {
  title: ownRules,
  classes: [
    { name: 'class 1', rule: '', confidence: [] },
    { name: 'class 2', rule: '', confidence: [] },
  ],
  ...usualCuration,
};

/** From a catalogue to a run: classes, how galaxies are cut, and how the prototypes are made. */
export function SetForm({ clients, catalogue, start, busy, onBegin, onDone }: SetFormProps) {
  const columns = useStore(useSession().columns, s => s.columns);
  const presets = useMemo(() => curationPresets(columns), [columns]);
  const [recipe, setRecipe] = useState<CurationRecipe>(start ?? presets[0] ?? twoClasses);
  const [settings, setSettings] = useState(() => usualDistilSettings(usualMethod, imagesPerClassChoices[0]));
  const [title, setTitle] = useState('');
  const [starting, setStarting] = useState(false);
  const asked = useDeferredValue(recipe); // the rules are asked of every galaxy: the letters come first
  const curation = useMemo(() => curate(asked, catalogue.ids, columns), [asked, catalogue, columns]);
  const { choice } = curation;
  const { method, imagesPerClass } = settings;
  const usualTitle = `${recipe.title}, ${methodName(method)}, ${imagesPerClass} a class`;
  const most = choice ? choice.train.rows.length / recipe.classes.length : 0;
  const tooFew =
    choice && settings.start === 'real' && imagesPerClass > most
      ? `There ${most === 1 ? 'is' : 'are'} only ${formatGalaxies(most)} a class to begin from: take fewer images a class, or begin from noise.`
      : null;
  const refused = tooFew ?? epochsRefusal(settings);
  return (
    <form
      className={classes.form}
      aria-label="New set"
      onSubmit={event => {
        event.preventDefault();
        if (!choice || starting) return;
        setStarting(true);
        void onBegin({ choice, settings, title: title.trim() || usualTitle }).then(begun => {
          setStarting(false);
          if (begun) onDone();
        });
      }}
    >
      <CurateFields presets={presets} recipe={recipe} onChange={setRecipe} />
      {choice ? (
        <CurationPreview clients={clients} choice={choice} />
      ) : (
        <NoSet recipe={asked} curation={curation} />
      )}
      <MethodFields settings={settings} onChange={setSettings} />
      <SettingFields settings={settings} onChange={setSettings} />
      <TextInput
        size="xs"
        label="Name"
        description={`Empty: “${usualTitle}”`}
        maxLength={80}
        value={title}
        onChange={event => setTitle(event.currentTarget.value)}
      />
      {busy !== null && (
        <p className={classes.meaning}>“{busy}” goes on: stop it first, it keeps what there is.</p>
      )}
      {refused && <p className={classes.meaning}>{refused}</p>}
      <div className={classes.actions}>
        <Button
          type="submit"
          size="xs"
          loading={starting}
          disabled={!choice || busy !== null || refused !== null}
        >
          Distil
        </Button>
        <Button size="xs" variant="default" onClick={onDone}>
          Go back
        </Button>
      </div>
    </form>
  );
}

/** Why a recipe comes to no set. */
function NoSet({ recipe, curation }: { recipe: CurationRecipe; curation: Curation & { choice: null } }) {
  const { failure, counts, unfinished } = curation;
  return (
    <>
      <EmptyState
        tone={unfinished ? 'plain' : 'problem'}
        icon={unfinished ? undefined : <IconAlertTriangle size={20} />}
      >
        No set yet: {failure}
      </EmptyState>
      {counts && <FoundCounts recipe={recipe} counts={counts} />}
    </>
  );
}
