/** A method of distillation, as a form shows it. */
interface MethodDescription {
  label: string;
  /** What it does, as a sentence. */
  meaning: string;
}

/** The methods there are, in the order of a form; form, contract, command line, files and figures read this table. */
export const distilMethods = {
  stm: {
    label: 'STM',
    meaning:
      'Self-adaptive trajectory matching: a student taught by the prototypes follows networks taught by all galaxies, from ever later epochs. The best and the slowest.',
  },
  mtt: {
    label: 'MTT',
    meaning: 'Trajectory matching with start epochs below a cap that you fix.',
  },
  dm: {
    label: 'DM',
    meaning:
      'Distribution matching: prototypes get the mean features of their class. Needs no experts and ends in minutes.',
  },
} satisfies Record<string, MethodDescription>;

/** STM raises its cap on start epochs by itself; MTT has it fixed; DM matches features and needs no experts. */
export type DistilMethod = keyof typeof distilMethods;

/** All methods, in the order of a form. */
export const methodNames = Object.keys(distilMethods) as DistilMethod[];

/** Where a form begins. */
export const usualMethod: DistilMethod = 'dm'; // a first set in minutes
