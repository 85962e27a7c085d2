import type { DistilMethod, DistilSettings } from '../../contracts/distilSettings.ts';

/** The methods of distillation, as form, table, sheet and command line name them. */
export const distilMethods: readonly { value: DistilMethod; label: string; meaning: string }[] = [
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
  return distilMethods.find(({ value }) => value === method)?.label ?? method;
}

/** "STM · 1 a class · from noise" */
export function settingsLine({ method, imagesPerClass, start }: DistilSettings): string {
  return `${methodName(method)} · ${imagesPerClass} a class · from ${start === 'noise' ? 'noise' : 'real images'}`;
}
