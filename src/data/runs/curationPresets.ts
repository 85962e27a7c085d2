import type { Column } from '../../contracts/column.ts';
import type { ClassRecipe, CurationRecipe } from '../../contracts/curation.ts';
import { curationTable } from '../../maths/distillation/settings/settingsTable.ts';

/** Defaults of a recipe: as many galaxies and pixels as a browser can distil in reasonable time. */
export const usualCuration: Pick<CurationRecipe, 'perClass' | 'view'> = {
  perClass: curationTable.perClass.usual,
  view: { sidePx: curationTable.sidePx.usual, cropFraction: curationTable.cropFraction.usual },
};

/** Answers of Galaxy Zoo 2's tree under the names of the Kaggle challenge, of Zoobot's tables and of Hart et al. 2016. */
const answers = {
  smooth: ['Class1.1', 'smooth-or-featured-gz2_smooth', 't01_smooth_or_features_a01_smooth'],
  featured: [
    'Class1.2',
    'smooth-or-featured-gz2_featured-or-disk',
    't01_smooth_or_features_a02_features_or_disk',
  ],
  edgeOn: ['Class2.1', 'disk-edge-on-gz2_yes', 't02_edgeon_a04_yes'],
  faceOn: ['Class2.2', 'disk-edge-on-gz2_no', 't02_edgeon_a05_no'],
  bar: ['Class3.1', 'bar-gz2_yes', 't03_bar_a06_bar'],
  noBar: ['Class3.2', 'bar-gz2_no', 't03_bar_a07_no_bar'],
  spiral: ['Class4.1', 'has-spiral-arms-gz2_yes', 't04_spiral_a08_spiral'],
  noSpiral: ['Class4.2', 'has-spiral-arms-gz2_no', 't04_spiral_a09_no_spiral'],
  odd: ['Class6.1', 'something-odd-gz2_yes', 't06_odd_a14_yes'],
  round: ['Class7.1', 'how-rounded-gz2_round', 't07_rounded_a16_completely_round'],
  inBetween: ['Class7.2', 'how-rounded-gz2_in-between', 't07_rounded_a17_in_between'],
  cigar: ['Class7.3', 'how-rounded-gz2_cigar', 't07_rounded_a18_cigar_shaped'],
  ring: ['Class8.1', 'odd-feature-gz2_ring', 't08_odd_feature_a19_ring'],
  irregular: ['Class8.4', 'odd-feature-gz2_irregular', 't08_odd_feature_a22_irregular'],
  merger: ['Class8.6', 'odd-feature-gz2_merger', 't08_odd_feature_a24_merger'],
  bulge: ['Class9.1', 'bulge-shape-gz2_round', 't09_bulge_shape_a25_rounded'],
  noBulge: ['Class9.3', 'bulge-shape-gz2_no-bulge', 't09_bulge_shape_a27_no_bulge'],
} as const;

type Answer = keyof typeof answers;

/** A class: the answers that lead to it, the least share of the last one, and whether something odd rules it out. */
interface Path {
  name: string;
  path: readonly Answer[];
  least: number;
  plain: boolean;
}

const most = 0.5; // more than half of the volunteers, as the clean samples of Willett et al. 2013 begin
const few = 0.2; // of all volunteers, for rare classes: the most certain galaxies are taken first anyway
const bars: ReadonlySet<Answer> = new Set(['bar', 'noBar']);
const oddest = 0.4; // Galaxy Zoo 2's own threshold for "odd" (Willett et al. 2013, table 3, rounded)

const eightShapes: Path[] = [
  { name: 'round', path: ['smooth', 'round'], least: most, plain: true },
  { name: 'in-between', path: ['smooth', 'inBetween'], least: most, plain: true },
  { name: 'cigar', path: ['smooth', 'cigar'], least: few, plain: true },
  { name: 'edge-on', path: ['featured', 'edgeOn'], least: most, plain: true },
  { name: 'featured face-on', path: ['featured', 'faceOn'], least: most, plain: true },
  { name: 'ring', path: ['odd', 'ring'], least: few, plain: false },
  { name: 'merger', path: ['odd', 'merger'], least: few, plain: false },
  { name: 'irregular', path: ['odd', 'irregular'], least: few, plain: false },
];

/**
 * The nine of "Discovering Galaxy Features via Dataset Distillation" (arXiv 2311.17967), without its thresholds' digits. The
 * rarest come first, because a galaxy that fits two classes goes to the first.
 */
const nineShapes: Path[] = [
  { name: 'edge-on without bulge', path: ['featured', 'edgeOn', 'noBulge'], least: few, plain: false },
  { name: 'edge-on with bulge', path: ['featured', 'edgeOn', 'bulge'], least: few, plain: false },
  ...(['bar', 'noBar'] as const).flatMap(bar =>
    (['noSpiral', 'spiral'] as const).map(arms => ({
      name: `${bar === 'bar' ? 'barred' : 'unbarred'}, ${arms === 'spiral' ? 'spiral' : 'no spiral'}`,
      path: ['featured', 'faceOn', bar, arms] as const,
      least: few,
      plain: false,
    })),
  ),
  { name: 'smooth cigar', path: ['smooth', 'cigar'], least: few, plain: false },
  { name: 'smooth in-between', path: ['smooth', 'inBetween'], least: most, plain: false },
  { name: 'smooth round', path: ['smooth', 'round'], least: most, plain: false },
];

/** The eight classes of Lin et al. 2021 under their names, with the thresholds above; the rarest come first. */
const eightOfTransformers: Path[] = [
  { name: 'merger', path: ['odd', 'merger'], least: few, plain: false },
  { name: 'irregular', path: ['odd', 'irregular'], least: few, plain: false },
  { name: 'cigar', path: ['smooth', 'cigar'], least: few, plain: false },
  { name: 'edge-on', path: ['featured', 'edgeOn'], least: most, plain: false },
  { name: 'barred spiral', path: ['featured', 'faceOn', 'bar', 'spiral'], least: few, plain: false },
  { name: 'unbarred spiral', path: ['featured', 'faceOn', 'noBar', 'spiral'], least: few, plain: false },
  { name: 'in-between', path: ['smooth', 'inBetween'], least: most, plain: false },
  { name: 'round', path: ['smooth', 'round'], least: most, plain: false },
];

/** Classes that papers teach networks, each a rule over columns; a galaxy is of the first that fits it. */
export function classPresets(
  columns: readonly Column[],
): { title: string; classes: Pick<ClassRecipe, 'name' | 'rule'>[] }[] {
  return presetsOf(columns, [
    { title: 'Eight classes of Lin et al. 2021', paths: eightOfTransformers },
    { title: 'Nine classes of the distillation paper', paths: nineShapes },
  ]);
}

/** The presets that a catalogue's columns allow; `chooseCurated` tells whether it has enough galaxies. */
export function curationPresets(columns: readonly Column[]): CurationRecipe[] {
  const presets = [
    { title: 'Eight shapes of Galaxy Zoo 2', paths: eightShapes },
    { title: 'Nine classes of Galaxy Zoo 2, as in the paper', paths: nineShapes },
  ];
  return presetsOf(columns, presets).map(preset => ({ ...preset, ...usualCuration }));
}

/** Those whose every answer some naming has a column for. */
function presetsOf(
  columns: readonly Column[],
  presets: readonly { title: string; paths: readonly Path[] }[],
): { title: string; classes: ClassRecipe[] }[] {
  const names = new Set(columns.flatMap(({ kind, name }) => (kind === 'number' ? [name] : [])));
  return presets.flatMap(({ title, paths }) => {
    for (const naming of [0, 1, 2]) {
      for (const ending of ['', '_fraction', '_debiased']) {
        const columnOf = (answer: Answer) => answers[answer][naming] + ending;
        const wanted: Answer[] = [...paths.flatMap(({ path }) => path), 'odd'];
        if (!wanted.every(answer => names.has(columnOf(answer)))) continue;
        const cumulative = naming === 0; // Kaggle's: a share of all volunteers, whatever they were asked before
        const classes = paths.map(path => classOf(path, columnOf, cumulative));
        return [{ title, classes }];
      }
    }
    return [];
  });
}

function classOf(
  { name, path, least, plain }: Path,
  columnOf: (answer: Answer) => string,
  cumulative: boolean,
): ClassRecipe {
  // A share of all volunteers includes the answers before it; only bars are asked about before arms, whatever is answered.
  const decisive = cumulative ? path.filter((answer, i) => i === path.length - 1 || bars.has(answer)) : path;
  const told = decisive.map(answer => {
    // Where shares are of those who were asked, every answer on the way needs a majority.
    const above = cumulative ? least : answer === 'odd' ? oddest : most;
    return `\`${columnOf(answer)}\` > ${above}`;
  });
  if (plain) told.push(`\`${columnOf('odd')}\` < ${few}`);
  return { name, rule: told.join(' and '), confidence: decisive.map(columnOf) };
}
