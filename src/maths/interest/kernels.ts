/** A stationary kernel, as a form shows it. */
interface KernelDescription {
  label: string;
  /** What it assumes of the function, as a sentence. */
  meaning: string;
  /** Of the distance d and the length scale ℓ (Rasmussen & Williams 2006, §4.2), in units of the amplitude. */
  formula: string;
  /** Whether it has a shape parameter α > 0 beside amplitude, length scale and noise. */
  hasShape: boolean;
}

/** The kernels there are, in the order of a form; form, contract, worker, files of ratings and tests read this table. */
export const covarianceKernels = {
  rationalQuadratic: {
    label: 'Rational quadratic',
    meaning: 'Interest changes at several scales at once (Walmsley et al. 2022).',
    formula: '(1 + d²/2αℓ²)^−α', // eq. 4.19
    hasShape: true,
  },
  rbf: {
    label: 'Squared exponential',
    meaning: 'Interest changes very smoothly, at one scale.',
    formula: 'exp(−d²/2ℓ²)', // eq. 4.9
    hasShape: false,
  },
  matern32: {
    label: 'Matérn 3/2',
    meaning: 'Interest may change abruptly from one galaxy to the next.',
    formula: '(1 + √3 d/ℓ) exp(−√3 d/ℓ)', // eq. 4.17
    hasShape: false,
  },
  matern52: {
    label: 'Matérn 5/2',
    meaning: 'Between abrupt and very smooth.',
    formula: '(1 + √5 d/ℓ + 5d²/3ℓ²) exp(−√5 d/ℓ)', // eq. 4.17
    hasShape: false,
  },
} satisfies Record<string, KernelDescription>;

/** How alike two function values are, by the distance of their points. */
export type KernelName = keyof typeof covarianceKernels;

/** All of the table, in the order a person chooses from. */
export const kernelNames = Object.keys(covarianceKernels) as KernelName[];

/** Used where a person chose none. */
export const defaultKernel: KernelName = 'rationalQuadratic'; // Walmsley et al. 2022, §5
