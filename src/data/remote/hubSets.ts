/** A set of real galaxies on Hugging Face that the app offers. */
export interface HubSet {
  key: string;
  title: string;
  /** What it shows, in a sentence. */
  about: string;
  /** Repository of the data set. */
  dataset: string;
  /** Which part of it: the hub's configuration and splits. */
  config: string;
  splits: readonly string[];
  /** How many galaxies and bytes; absent where only the hub knows: it is asked first. */
  galaxies?: string;
  byteLength?: number;
  /** As its page states it; absent where that is not known here. */
  licence?: string;
  /** Whom to credit, as the catalogue carries it. */
  credit: string;
  /** Files in the repository by split, where they were seen; asked where the hub's list does not answer. */
  files?: readonly { path: string; byteLength: number }[];
}

const galaxyZooLicence = 'CC BY-NC-SA 4.0: not for commercial use, share alike';

/**
 * The sets offered, smallest first, as their pages described them in November 2026. Trial parts ("tiny") hold galaxies of the whole
 * set.
 */
export const hubSets: readonly HubSet[] = [
  {
    key: 'gz2',
    title: 'Galaxy Zoo 2',
    about: 'Bright SDSS galaxies with the votes of Galaxy Zoo 2 volunteers.',
    dataset: 'mwalmsley/gz2',
    config: 'tiny',
    splits: ['train', 'test'],
    galaxies: '1,900',
    byteLength: 25_850_000,
    licence: galaxyZooLicence,
    credit:
      'Galaxy Zoo 2 (Willett et al. 2013), data set by M. Walmsley, CC BY-NC-SA 4.0; images: Sloan Digital Sky Survey',
    files: [
      { path: 'tiny/train-00000-of-00001.parquet', byteLength: 23_300_000 },
      { path: 'tiny/test-00000-of-00001.parquet', byteLength: 2_550_000 },
    ],
  },
  {
    key: 'gz_hubble',
    title: 'GZ Hubble',
    about: 'Distant galaxies in Hubble images, with the votes of Galaxy Zoo: Hubble volunteers.',
    dataset: 'mwalmsley/gz_hubble',
    config: 'tiny',
    splits: ['train', 'test'],
    byteLength: 32_350_000,
    licence: galaxyZooLicence,
    credit:
      'Galaxy Zoo: Hubble (Willett et al. 2017), data set by M. Walmsley, CC BY-NC-SA 4.0; images: NASA/ESA Hubble Space Telescope',
    files: [
      { path: 'tiny/train-00000-of-00001.parquet', byteLength: 25_800_000 },
      { path: 'tiny/test-00000-of-00001.parquet', byteLength: 6_550_000 },
    ],
  },
  {
    key: 'gz_evo',
    title: 'GZ Evo',
    about: 'Galaxies of all Galaxy Zoo campaigns, from SDSS to Hubble: the trial part.',
    dataset: 'mwalmsley/gz_evo',
    config: 'tiny',
    splits: ['train', 'test'],
    licence: galaxyZooLicence,
    credit:
      'Galaxy Zoo Evo (Walmsley et al. 2024, arXiv:2404.02973), CC BY-NC-SA 4.0; images: SDSS, DESI Legacy Imaging Surveys, HST, UKIDSS',
  },
  {
    key: 'galaxy10_decals',
    title: 'Galaxy10 DECaLS',
    about: 'Colour images in ten classes: the test part.',
    dataset: 'matthieulel/galaxy10_decals',
    config: 'default',
    splits: ['test'],
    galaxies: '1,774',
    byteLength: 255_000_000,
    credit:
      'Galaxy10 DECaLS (Leung & Bovy, astroNN), with Galaxy Zoo votes; images: DESI Legacy Imaging Surveys',
  },
];

const hub = 'https://huggingface.co';

/** The page of a data set, where a person can read its terms and download it by hand. */
export function hubSetPage({ dataset }: Pick<HubSet, 'dataset'>): string {
  return `${hub}/datasets/${dataset}`;
}
