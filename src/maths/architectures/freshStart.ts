import { type Architecture, type ArchitectureName, architectures } from './architecture.ts';

const prefix = 'fresh:';

/** What a person may change of an architecture, and the seed of its first weights. */
interface FreshShape {
  /** Numbers of a token; absent: the architecture's own. For transformers. */
  width?: number;
  /** A Linformer's places, its paper's k; absent: the architecture's own. */
  places?: number;
  /** Default 1. */
  seed?: number;
}

/** A network that is trained from nothing, and what a person reads of it. */
export interface FreshStart {
  /** As trainings name it: "fresh:vitMicro", "fresh:linformerMicro;width=128;places=32;seed=7". */
  name: string;
  architecture: Architecture;
  /** Of its first weights. */
  seed: number;
  /** "ViT-micro, from nothing" */
  title: string;
  /** One sentence. */
  meaning: string;
  /** Central part of a galaxy's image that it is shown, (0, 1]. */
  cropFraction: number;
}

const usualCrop = 0.6; // as the shipped weights see galaxies
const paperCrop = 224 / 424; // the centre that Lin et al. 2021 cut from Galaxy Zoo 2's images
const usualSeed = 1; // that of every network before seeds were part of the name

const start = (
  kind: ArchitectureName,
  title: string,
  meaning: string,
  cropFraction = usualCrop,
): FreshStart => ({
  name: prefix + kind,
  architecture: architectures[kind],
  seed: usualSeed,
  title,
  meaning,
  cropFraction,
});

/** Every architecture that can be trained from nothing, the one that learns most from few images first. */
export const freshStarts: readonly FreshStart[] = [
  start(
    'cnn',
    'Small CNN, from nothing',
    'Six convolutions on 64 px: of those that begin with nothing, the one that learns most from a few thousand galaxies.',
  ),
  start(
    'vitMicro',
    'ViT-micro, from nothing',
    'A vision transformer of six blocks on 64 px: 64 patches that attend to each other. On a few thousand galaxies it trails a CNN.',
  ),
  start(
    'linformerMicro',
    'Linformer-micro, from nothing',
    'The same with keys and values projected to few places (Wang et al. 2020): with 65 tokens it is no faster.',
  ),
  start(
    'linformerPaper',
    'Linformer of Lin et al. 2021, from nothing',
    'Twelve blocks on 224 px in patches of 28 px, 64 places: some three times the work of ViT-micro; the paper had 99,808 galaxies.',
    paperCrop,
  ),
];

/**
 * The name of a start with another width, number of places or seed; what is as usual is left out, so that one network has one name.
 *
 * @param base name of one of {@link freshStarts}; what an architecture does not have is ignored
 */
export function freshName(base: string, { width, places, seed }: FreshShape): string {
  const { architecture } = freshStartOf(base) ?? {};
  if (!architecture) return base;
  const isVit = architecture.kind === 'vit';
  const options = [
    isVit && width !== undefined && width !== architecture.dimension && `width=${width}`,
    isVit &&
      architecture.projected !== undefined &&
      places !== undefined &&
      places !== architecture.projected &&
      `places=${places}`,
    seed !== undefined && seed !== usualSeed && `seed=${seed}`,
  ];
  return [base, ...options.filter(option => option !== false)].join(';');
}

/** The network that a training's start names; undefined for weights that exist. */
export function freshStartOf(name: string): FreshStart | undefined {
  const [base, ...options] = name.split(';');
  const known = freshStarts.find(each => each.name === base);
  if (!known) return undefined;
  if (options.length === 0) return known;
  const of = (key: string) => {
    const found = options.find(option => option.startsWith(`${key}=`));
    return found === undefined ? undefined : Number(found.slice(key.length + 1));
  };
  const [width, places, seed] = ['width', 'places', 'seed'].map(of);
  const changed = known.architecture.kind === 'vit' && {
    ...(width !== undefined && { dimension: width }),
    ...(places !== undefined && { projected: places }),
  };
  const words = [
    width !== undefined && `width ${width}`,
    places !== undefined && `${places} places`,
    seed !== undefined && `seed ${seed}`,
  ];
  return {
    ...known,
    name,
    architecture: { ...known.architecture, ...changed },
    seed: seed ?? known.seed,
    title: [known.title, ...words.filter(word => word !== false)].join(', '),
  };
}

/** What a network of this kind is called among architectures: "vit_96x6". */
export function architectureTitle(architecture: Architecture): string {
  if (architecture.kind === 'cnn') return `small_cnn_${architecture.widths.length}`;
  const { dimension, depth, projected } = architecture;
  return `${projected === undefined ? 'vit' : 'linformer'}_${dimension}x${depth}`;
}
