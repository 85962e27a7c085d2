import type { DistilSettings } from '../../contracts/distillation/distilSettings.ts';
import { type DistilMethod, distilMethods } from '../../maths/distillation/distilMethods.ts';
import { type NumberSetting, valueRefusal } from '../../maths/distillation/settings/numberSetting.ts';
import {
  type SettingGroup,
  settingGroups,
  settingsTable,
} from '../../maths/distillation/settings/settingsTable.ts';

/** One number of the table, and where it is in a run's settings. */
export interface SettingField extends NumberSetting {
  group: SettingGroup;
  name: string;
  /** Its value; where it is left out, the value that stands for that. */
  get(settings: DistilSettings): number;
  /** @returns settings with another value; the given ones stay */
  set(settings: DistilSettings, value: number): DistilSettings;
}

type Numbers = Record<string, number | undefined>;

/** All numbers of the table, in the order in which they come into play. */
export const settingFields: readonly SettingField[] = settingGroups.flatMap(group =>
  Object.entries<NumberSetting>(settingsTable[group].settings).map(([name, setting]) => {
    const numbersOf = (settings: DistilSettings) =>
      (group === 'run' ? settings : settings[group]) as unknown as Numbers;
    return {
      ...{ group, name, ...setting },
      get: settings => numbersOf(settings)[name] ?? setting.absent ?? Number.NaN,
      set(settings, value) {
        const changed = { [name]: setting.leftOut && value === setting.absent ? undefined : value };
        return group === 'run'
          ? { ...settings, ...changed }
          : { ...settings, [group]: { ...settings[group], ...changed } };
      },
    };
  }),
);

/** Numbers that a method reads. */
export function fieldsOf(method: DistilMethod): SettingField[] {
  return settingFields.filter(({ methods }) => methods.includes(method));
}

/** Why settings cannot be used: a sentence that names the first number out of its range; null where they can. */
export function settingsRefusal(settings: DistilSettings): string | null {
  for (const field of fieldsOf(settings.method)) {
    const refused = valueRefusal(field, field.get(settings));
    if (refused) return refused;
  }
  return null;
}

/** The numbers of a run with their names and meanings, for readers of its files. */
export function settingNotes(settings: DistilSettings): { name: string; value: number; meaning: string }[] {
  return fieldsOf(settings.method).map(field => ({
    name: field.label,
    value: field.get(settings),
    meaning: field.meaning,
  }));
}

/** "STM" */
export function methodName(method: DistilMethod): string {
  return distilMethods[method]?.label ?? method; // a card of a later version may name another
}

/** "STM · 1 a class · from noise" */
export function settingsLine({ method, imagesPerClass, start }: DistilSettings): string {
  return `${methodName(method)} · ${imagesPerClass} a class · from ${start === 'noise' ? 'noise' : 'real images'}`;
}
