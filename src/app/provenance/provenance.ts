import packageFacts from '../../../package.json';
import type { LayoutSettings } from '../../contracts/layoutSettings.ts';
import type { EncoderCard } from '../../contracts/tensor.ts';
import { exactWordsOfFilter } from '../../features/explore/filters/filterWords.ts';
import { wordsOfMap } from '../../session/map/layoutWords.ts';
import type { Session } from '../../session/session.ts';
import { isPart } from '../../ui/text/catalogueCount.ts';

/** What a card of weights tells of where a result comes from. */
export type WeightsFacts = Pick<
  EncoderCard,
  'name' | 'title' | 'architecture' | 'dimension' | 'credit' | 'sha256'
>;

/** Where what is on screen comes from; plain data. */
export interface Provenance {
  /** "0.1.0" */
  version: string;
  /** ISO 8601, UTC. */
  written: string;
  catalogue: string;
  galaxies: number;
  /** All galaxies of the survey these are a random sample of; null where they are the whole. */
  survey: number | null;
  simulated: boolean;
  credit: string | null;
  /** Name of the weights that represent the galaxies; null where none does. */
  weights: string | null;
  /** Of these weights, as it was noted with the representations; null where nobody did. */
  fileSha256: string | null;
  /** Null where their card is not to be had, or is that of other weights of this name. */
  card: WeightsFacts | null;
  /** Leading principal components kept of each representation; null where there is none. */
  components: number | null;
  /** Galaxies that have a representation: fewer than `galaxies` while some are still being embedded, or cannot be read. */
  represented: number;
  /** The map on screen: how it was drawn, or null for one that the catalogue brought; undefined without a map. */
  layout: LayoutSettings | null | undefined;
  /** Weights whose representations the map shows, where they are not those of the present ones; else null. */
  mapWeights: string | null;
  /** True where the map was laid out from a map of fewer galaxies. */
  grown: boolean;
  /** The same in words. */
  map: string | null;
  /** Share of the nearest neighbours behind it, 0–1; null where nobody knows. */
  neighbourRecall: number | null;
  /** Conditions of the filters, and how many galaxies fulfil them all. */
  filters: readonly string[];
  passing: number | null;
  /** How the selected galaxies were chosen, and how many they are; null without a selection. */
  selection: { words: string; galaxies: number } | null;
  /** Names of the catalogue's own columns. */
  columns: readonly string[];
}

/** The stores this reads, or copies of what they held at some moment. */
export type Told = {
  [Name in 'catalogue' | 'representation' | 'maps' | 'filters' | 'selection']: Pick<
    Session[Name],
    'getState'
  >;
};

/**
 * Takes down where what is on screen comes from, as it is at the call.
 *
 * @param cardOf of weights by name; null where it is not to be had
 */
export async function provenanceOf(
  session: Told,
  cardOf: (weights: string) => Promise<WeightsFacts | null>,
  now: Date,
): Promise<Provenance> {
  const { catalogue } = session.catalogue.getState();
  const { representation } = session.representation.getState();
  const { shown } = session.maps.getState();
  const { filters, count } = session.filters.getState();
  const { rows, words } = session.selection.getState();
  const weights = representation?.weights ?? null;
  const ofMap = shown?.layout && shown.layout.kind !== 'columns' ? shown.weights : null;
  const isFiles = weights === 'file'; // made by weights that this app does not have
  const noted = representation?.weightsSha256 ?? (isFiles ? (catalogue?.weightsSha256 ?? null) : null);
  const card = weights === null ? null : await cardOf(weights);
  return {
    version: packageFacts.version,
    written: now.toISOString(),
    catalogue: catalogue?.name ?? '',
    galaxies: catalogue?.rowCount ?? 0,
    survey: catalogue && isPart(catalogue) && !catalogue.added?.length ? catalogue.tiled!.rowCount : null,
    simulated: catalogue?.simulated ?? false,
    credit: catalogue?.credit ?? null,
    weights: isFiles ? (catalogue?.formerWeights ?? weights) : weights,
    fileSha256: noted,
    components: representation?.components.columns ?? null,
    represented: representation?.rows.length ?? 0,
    layout: shown?.layout,
    mapWeights: ofMap === weights ? null : ofMap,
    grown: shown?.grown ?? false,
    map: shown && wordsOfMap(shown),
    neighbourRecall: shown?.neighbourRecall ?? null,
    filters: filters.map(exactWordsOfFilter),
    passing: count,
    selection: rows.length > 0 ? { words, galaxies: rows.length } : null,
    columns: catalogue?.columns.map(({ name }) => name) ?? [],
    card: card && noted !== null && card.sha256 !== noted ? null : card,
  };
}

/** As a file carries it: one line a fact. */
export function provenanceNotes(provenance: Provenance): Record<string, string> {
  const { card, filters, passing, galaxies, selection, neighbourRecall } = provenance;
  const sha256 = card?.sha256 ?? provenance.fileSha256;
  return {
    software: `Morphospace ${provenance.version}`,
    written: provenance.written,
    catalogue: provenance.catalogue,
    galaxies: String(galaxies),
    ...(provenance.survey !== null && { sample_of: String(provenance.survey) }),
    ...(provenance.simulated && { simulated: 'true' }),
    ...(provenance.credit !== null && { credit: provenance.credit }),
    ...(provenance.weights !== null && { weights: provenance.weights }),
    ...(sha256 && { weights_sha256: sha256 }),
    ...(provenance.components !== null && { components: String(provenance.components) }),
    ...(provenance.map !== null && { map: provenance.map }),
    ...(provenance.layout && { layout: JSON.stringify(provenance.layout) }),
    ...(neighbourRecall !== null && { neighbour_recall: String(neighbourRecall) }),
    ...(filters.length > 0 && { filters: filters.join(' and '), passing: `${passing} of ${galaxies}` }),
    ...(selection && { selection: selection.words, selected: String(selection.galaxies) }),
  };
}
