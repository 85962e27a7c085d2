import '@mantine/core/styles/Radio.css';
import { Radio, Select } from '@mantine/core';
import { useStore } from 'zustand';
import type { KeptSet } from '../../../data/sets/keptSet.ts';
import type { ClusterKind } from '../../../maths/clustering/clusterKinds.ts';
import { useSession } from '../../../session/SessionContext.tsx';
import { formatGalaxies } from '../../../ui/text/quantity.ts';
import { type ChosenGalaxies, type ClusterChoice, kindWords, usualChoice } from './clusterChoice.ts';
import classes from './NewClustering.module.css';

interface ChoiceFieldProps {
  choice: ClusterChoice;
  onChange(choice: ClusterChoice): void;
}

/** Which galaxies: all, those filtered in, or the selection, a kept set among them. */
export function GalaxiesField({ choice, onChange, sets }: ChoiceFieldProps & { sets: readonly KeptSet[] }) {
  const session = useSession();
  const all = useStore(session.catalogue, s => s.catalogue?.rowCount ?? 0);
  const passing = useStore(session.filters, s => s.count);
  const selected = useStore(session.selection, s => s.rows.length);
  const words = useStore(session.selection, s => s.words);
  const galaxies: { value: string; label: string }[] = [
    { value: 'all', label: `All, ${formatGalaxies(all)}` },
  ];
  if (passing !== null)
    galaxies.push({ value: 'filter', label: `What passes the filters, ${formatGalaxies(passing)}` });
  if (selected > 0) galaxies.push({ value: 'selection', label: `${words}, ${formatGalaxies(selected)}` });
  for (const { key, name, ids } of sets)
    galaxies.push({ value: key, label: `Set “${name}”, ${formatGalaxies(ids.length)}` });
  const chosen = typeof choice.galaxies === 'object' ? choice.galaxies.key : choice.galaxies;
  return (
    <Select
      size="xs"
      label="Galaxies"
      description={galaxies.length === 1 ? 'Filter, select or keep a set in Explore, for fewer.' : undefined}
      allowDeselect={false}
      data={galaxies}
      value={galaxies.some(({ value }) => value === chosen) ? chosen : 'all'}
      onChange={value => {
        const set = sets.find(({ key }) => key === value);
        if (value) onChange({ ...choice, galaxies: set ?? (value as ChosenGalaxies) });
      }}
    />
  );
}

const kinds: ClusterKind[] = ['standardised', 'network', 'pixels'];

/** What of the galaxies is clustered; another kind brings the constants that suit it. */
export function KindField({ choice, onChange }: ChoiceFieldProps) {
  const represented = useStore(useSession().representation, s => s.representation !== null);
  return (
    <Radio.Group
      size="xs"
      label="What is clustered"
      value={choice.kind}
      onChange={value =>
        onChange({ ...usualChoice(value as ClusterKind), galaxies: choice.galaxies, title: choice.title })
      }
    >
      <div className={classes.fields}>
        {kinds.map(value => (
          <Radio
            key={value}
            size="xs"
            value={value}
            label={kindWords[value].label}
            description={kindWords[value].meaning}
            disabled={value === 'network' && !represented}
          />
        ))}
      </div>
    </Radio.Group>
  );
}
