import { type ArchitectureName, architectures } from './architecture.ts';

const prefix = 'fresh:';

/** What a person reads of an architecture that is trained from nothing. */
export interface FreshStart {
  /** As trainings name it: "fresh:vitMicro". */
  name: string;
  architecture: ArchitectureName;
  /** "ViT-micro, from nothing" */
  title: string;
  /** One sentence. */
  meaning: string;
  /** Central part of a galaxy's image that it is shown, (0, 1]. */
  cropFraction: number;
}

const usualCrop = 0.6; // as the shipped weights see galaxies
const paperCrop = 224 / 424; // the centre that Lin et al. 2021 cut from Galaxy Zoo 2's images

const start = (
  architecture: ArchitectureName,
  title: string,
  meaning: string,
  cropFraction = usualCrop,
): FreshStart => ({ name: prefix + architecture, architecture, title, meaning, cropFraction });

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
    'The same with keys and values projected to 16 places (Wang et al. 2020): with 65 tokens it is no faster.',
  ),
  start(
    'linformerPaper',
    'Linformer of Lin et al. 2021, from nothing',
    'Twelve blocks on 224 px in patches of 28 px, 64 places: some three times the work of ViT-micro; the paper had 99,808 galaxies.',
    paperCrop,
  ),
];

/** The architecture that a training's start names; undefined for weights that exist. */
export function freshStartOf(name: string): FreshStart | undefined {
  return freshStarts.find(each => each.name === name);
}

/** What a network of this kind is called among architectures: "vit_micro_96x6". */
export function architectureTitle(name: ArchitectureName): string {
  const architecture = architectures[name];
  if (architecture.kind === 'cnn') return `small_cnn_${architecture.widths.length}`;
  const { dimension, depth } = architecture;
  return `${'projected' in architecture ? 'linformer' : 'vit'}_${dimension}x${depth}`;
}
