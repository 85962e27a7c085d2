import type { DistilMethod, DistilSettings } from '../../../contracts/distilSettings.ts';

type Group = 'experts' | 'matching' | 'distribution' | 'evaluation';

/** One number of a method, as the room offers it for change. */
export interface Constant {
  group: 'run' | Group;
  label: string;
  /** One sentence. */
  meaning: string;
  least: number;
  most?: number;
  /** Absent: any number. */
  whole?: boolean;
  /** Of the keys' step. */
  step: number;
  methods: readonly DistilMethod[];
  get(settings: DistilSettings): number;
  set(settings: DistilSettings, value: number): DistilSettings;
}

export const matchers: readonly DistilMethod[] = ['stm', 'mtt'];
export const stm: readonly DistilMethod[] = ['stm'];
export const every: readonly DistilMethod[] = ['stm', 'mtt', 'dm'];

export const count = { least: 1, step: 1, whole: true };
export const rate = { least: 0, step: 0.01 };
export const share = { least: 0, most: 1, step: 0.05 };

type Fields = Pick<Constant, 'label' | 'meaning' | 'least' | 'most' | 'whole' | 'step' | 'methods'>;
type Numbers<G extends Group> = {
  [K in keyof DistilSettings[G]]-?: DistilSettings[G][K] extends number ? K : never;
}[keyof DistilSettings[G]];

/** A number of a group of settings. */
export function of<G extends Group>(group: G, name: Numbers<G>, fields: Fields): Constant {
  return {
    group,
    ...fields,
    get: settings => settings[group][name] as number,
    set: (settings, value) => ({ ...settings, [group]: { ...settings[group], [name]: value } }),
  };
}

/** A number of the run itself. */
export const ofRun = (name: 'width' | 'iterations' | 'seed', fields: Fields): Constant => ({
  group: 'run',
  ...fields,
  get: settings => settings[name],
  set: (settings, value) => ({ ...settings, [name]: value }),
});

/** Why a value cannot be taken; null where it can. */
export function refusal({ label, least, most, whole }: Constant, value: number): string | null {
  if (!Number.isFinite(value)) return `${label} needs a number.`;
  if (value < least) return `${label} needs ${least} at least.`;
  if (most !== undefined && value > most) return `${label} can be ${most} at most.`;
  if (whole && !Number.isInteger(value)) return `${label} needs a whole number.`;
  return null;
}
