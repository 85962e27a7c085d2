import type { DistilMethod, DistilSettings } from '../../contracts/distilSettings.ts';
import type { Contender } from '../../contracts/prototypes.ts';
import { formatPercent } from '../../ui/text/quantity.ts';

export const methods: { value: DistilMethod; label: string; meaning: string }[] = [
  {
    value: 'stm',
    label: 'STM',
    meaning:
      'Self-adaptive trajectory matching: a student taught by the prototypes follows networks taught by all galaxies, from ever later epochs. The best and the slowest.',
  },
  {
    value: 'mtt',
    label: 'MTT',
    meaning: 'Trajectory matching with start epochs below a cap that you fix.',
  },
  {
    value: 'dm',
    label: 'DM',
    meaning:
      'Distribution matching: prototypes get the mean features of their class. Needs no experts and ends in minutes.',
  },
];

/** "STM" */
export function methodName(method: DistilMethod): string {
  return methods.find(({ value }) => value === method)?.label ?? method;
}

/** "STM · 1 a class · from noise" */
export function settingsLine({ method, imagesPerClass, start }: DistilSettings): string {
  return `${methodName(method)} · ${imagesPerClass} a class · from ${start === 'noise' ? 'noise' : 'real images'}`;
}

const contenders: Record<Exclude<Contender, 'synthetic'>, string> = {
  random: 'Random galaxies',
  average: 'Class averages',
  herding: 'Herding',
  full: 'All galaxies',
};

/** What a row of the table was trained on. */
export function contenderName(contender: Contender, method: DistilMethod): string {
  return contender === 'synthetic' ? `Prototypes (${methodName(method)})` : contenders[contender];
}

/** "54 ± 2 %": points of a hundred */
export function accuracyText(mean: number, sd: number): string {
  return `${(100 * mean).toFixed(1)} ± ${(100 * sd).toFixed(1)}`;
}

/** "chance 13 %" */
export function chanceText(classes: number): string {
  return formatPercent(1 / classes);
}
