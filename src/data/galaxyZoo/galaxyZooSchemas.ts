import type { TreeQuestion } from '../../contracts/decisionTree.ts';
import { joinTrees, type QuestionDefinition, treeQuestions } from './galaxyZooQuestions.ts';

/*
 * The decision trees of Galaxy Zoo's campaigns, in the order of their heads' outputs (galaxy_datasets, label_metadata.py).
 * The routes are those the volunteers walked; Zoobot's own list knows one parent a question and simplifies some:
 * "merging", "something-odd" and JWST's "clumps" follow every galaxy that is no artefact, and spiral arms are counted
 * only where there are some.
 */
const galaxies = 'smooth-or-featured_smooth smooth-or-featured_featured-or-disk';
const galaxiesByFeatures = 'smooth-or-featured_smooth smooth-or-featured_features';
const featured = 'smooth-or-featured_featured-or-disk';
const smooth = 'smooth-or-featured_smooth';
const edgeOn = 'disk-edge-on_yes';
const faceOn = 'disk-edge-on_no';
const spiral = 'has-spiral-arms_yes';

const spiralShape: QuestionDefinition[] = [
  ['spiral-winding', 'tight medium loose', spiral],
  ['spiral-arm-count', '1 2 3 4 more-than-4 cant-tell', spiral],
];

/** Questions about a disk, as asked since DECaLS's fifth release. */
const disk: QuestionDefinition[] = [
  ['disk-edge-on', 'yes no', featured],
  ['has-spiral-arms', 'yes no', faceOn],
  ['bar', 'strong weak no', faceOn],
  ['bulge-size', 'dominant large moderate small none', faceOn],
];
const roundness: QuestionDefinition = ['how-rounded', 'round in-between cigar-shaped', smooth];
const edgeOnBulge: QuestionDefinition = ['edge-on-bulge', 'boxy none rounded', edgeOn];
const merging: QuestionDefinition = ['merging', 'none minor-disturbance major-disturbance merger', galaxies];

/** Galaxy Zoo DECaLS, fifth release (Walmsley et al. 2022), and after it DESI (Walmsley et al. 2023). */
const decals: QuestionDefinition[] = [
  ['smooth-or-featured', 'smooth featured-or-disk artifact'],
  ...disk,
  roundness,
  edgeOnBulge,
  ...spiralShape,
  merging,
];

const earlyDecals: QuestionDefinition[] = [
  ['smooth-or-featured', 'smooth featured-or-disk artifact'],
  ['disk-edge-on', 'yes no', featured],
  ['has-spiral-arms', 'yes no', faceOn],
  ['bar', 'yes no', faceOn],
  ['bulge-size', 'dominant obvious none', faceOn],
  ['how-rounded', 'completely in-between cigar-shaped', smooth],
  edgeOnBulge,
  ['spiral-winding', 'tight medium loose', spiral],
  ['spiral-arm-count', '1 2 3 4 more-than-4', spiral],
  ['merging', 'neither tidal-debris both merger', galaxies],
];

/** Galaxy Zoo 2 (Willett et al. 2013), without its question of what is odd; UKIDSS asked the same. */
const galaxyZoo2: QuestionDefinition[] = [
  ['smooth-or-featured', 'smooth featured-or-disk artifact'],
  ['disk-edge-on', 'yes no', featured],
  ['has-spiral-arms', 'yes no', faceOn],
  ['bar', 'yes no', faceOn],
  ['bulge-size', 'dominant obvious just-noticeable no', faceOn],
  ['something-odd', 'yes no', galaxies],
  ['how-rounded', 'round in-between cigar', smooth],
  ['bulge-shape', 'round boxy no-bulge', edgeOn],
  ...spiralShape,
];

/** Galaxy Zoo: Hubble (Willett et al. 2017). */
const hubble: QuestionDefinition[] = [
  ['smooth-or-featured', 'smooth features artifact'],
  ['how-rounded', 'completely in-between cigar-shaped', smooth],
  ['clumpy-appearance', 'yes no', 'smooth-or-featured_features'],
  ['disk-edge-on', 'yes no', 'clumpy-appearance_no'],
  ['bulge-shape', 'rounded boxy none', edgeOn],
  ['bar', 'yes no', faceOn],
  ['has-spiral-arms', 'yes no', faceOn],
  ['spiral-winding', 'tight medium loose', spiral],
  ['spiral-arm-count', '1 2 3 4 5-plus cant-tell', spiral],
  ['bulge-size', 'none just-noticeable obvious dominant', faceOn],
  ['galaxy-symmetrical', 'yes no', 'clumpy-appearance_yes'],
  ['clumps-embedded-larger-object', 'yes no', 'clumpy-appearance_yes'],
];

/** As learned in GZ Evo: without the questions about clumps. */
const hubbleWithoutClumps = hubble
  .filter(([name]) => !/clump|symmetrical/.test(name))
  .map(
    (line): QuestionDefinition =>
      line[0] === 'disk-edge-on' ? [line[0], line[1], 'smooth-or-featured_features'] : line,
  );

/** Galaxy Zoo: CANDELS (Simmons et al. 2017). */
const candels: QuestionDefinition[] = [
  ...hubble.slice(0, 4),
  ['edge-on-bulge', 'yes no', edgeOn],
  ...hubble.slice(5, 9),
  ['bulge-size', 'none obvious dominant', faceOn],
  ['merging', 'merger tidal-debris both neither', galaxiesByFeatures],
];

/** Galaxy Zoo: Cosmic Dawn; Euclid (Walmsley et al. 2025) adds an artefact of its own. */
function cosmicDawn(artefacts: string): QuestionDefinition[] {
  return [
    ['smooth-or-featured', 'smooth featured-or-disk problem'],
    ...decals.slice(1),
    ['clumps', 'yes no', faceOn],
    ['problem', 'star artifact zoom', 'smooth-or-featured_problem'],
    ['artifact', artefacts, 'problem_artifact'],
  ];
}
const artefacts = 'satellite scattered diffraction ray saturation other';

/** Galaxy Zoo: JWST. */
const ceers: QuestionDefinition[] = [
  ['smooth-or-featured', 'smooth featured-or-disk star-artifact-zoom'],
  ...decals.slice(1, -1),
  ['clumps', 'yes no', galaxies],
  merging,
  ['problem', 'star artifact bad-zoom', 'smooth-or-featured_star-artifact-zoom'],
];
const cosmos = ceers.filter(line => line !== roundness);

/** Every campaign's tree, by the name Zoobot gives its schema. */
export const galaxyZooSchemas: ReadonlyMap<string, TreeQuestion[]> = new Map([
  ['gzd5', treeQuestions('-dr5', decals)],
  ['gzd12', treeQuestions('-dr12', earlyDecals)],
  ['gzd8', treeQuestions('-dr8', decals)],
  ['gz_desi_catalogue', treeQuestions('', decals)],
  ['gz2', treeQuestions('-gz2', galaxyZoo2)],
  ['hubble', treeQuestions('-hubble', hubble)],
  ['hubble_v2', treeQuestions('-hubble', hubbleWithoutClumps)],
  ['candels', treeQuestions('-candels', candels)],
  ['cosmic_dawn', treeQuestions('-cd', cosmicDawn(artefacts))],
  ['ukidss', treeQuestions('-ukidss', galaxyZoo2)],
  ['euclid', treeQuestions('-euclid', cosmicDawn(`${artefacts} ghost`))],
  ['jwst_ceers', treeQuestions('-jwst', ceers)],
  ['jwst_cosmos', treeQuestions('-jwst', cosmos)],
  ['rings', treeQuestions('', [['ring', 'yes no']])],
]);

const evo = ['gzd12', 'gzd5', 'gzd8', 'gz2', 'candels'];

/** Heads that answer several campaigns at once: GZ Evo's (Walmsley & Spindler 2023), by the schemas in their order. */
export const jointSchemas: ReadonlyMap<string, string[]> = new Map([
  ['gz_evo_v1', [...evo, 'hubble', 'cosmic_dawn']],
  ['gz_evo_v1_public', [...evo, 'hubble']],
  ['gz_evo_v2', [...evo, 'hubble_v2', 'cosmic_dawn', 'euclid']],
  ['gz_evo_v2_public', [...evo, 'hubble_v2']],
]);

/** A campaign's questions, or several campaigns' as one; undefined for a name that is none. */
export function schemaQuestions(name: string): TreeQuestion[] | undefined {
  const parts = jointSchemas.get(name);
  return parts ? joinTrees(parts.map(part => galaxyZooSchemas.get(part)!)) : galaxyZooSchemas.get(name);
}
