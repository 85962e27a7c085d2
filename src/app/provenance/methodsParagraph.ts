import { formatCount, formatGalaxies, formatPercent } from '../../ui/text/quantity.ts';
import { papers, papersOfColumns, papersOfWeights } from './papers.ts';
import type { Provenance } from './provenance.ts';

/** What was done, as the methods section of a paper says it, and the papers to cite below. */
export function methodsParagraph(provenance: Provenance): string {
  const cited = new Map<string, string>();
  const cite = (...all: { short: string; full: string }[]) => {
    for (const { short, full } of all) cited.set(short, full);
    return all.map(({ short }) => short).join('; ');
  };
  const sentences = [
    catalogueSentence(provenance),
    networkSentence(provenance, cite),
    mapSentence(provenance, cite),
    choiceSentence(provenance),
  ].filter(sentence => sentence !== null);
  cite(...papersOfColumns(provenance.columns));
  const references = [...cited.values()].sort();
  const credit = provenance.credit ? [`Credit of the images: ${provenance.credit}`] : [];
  return [
    sentences.join(' '),
    ...credit,
    ...(references.length > 0 ? [['References', ...references.map(each => `– ${each}`)].join('\n')] : []),
  ].join('\n\n');
}

type Cite = (...all: { short: string; full: string }[]) => string;

function catalogueSentence({ catalogue, galaxies, survey, simulated, version }: Provenance): string {
  const what = `${formatCount(galaxies)} ${simulated ? 'simulated ' : ''}galaxies of “${catalogue}”${survey === null ? '' : `, a random sample of its ${formatCount(survey)}`}`;
  return `We explored ${what} with Morphospace ${version}.`;
}

function networkSentence(provenance: Provenance, cite: Cite): string | null {
  const { weights, card, components, fileSha256, represented, galaxies } = provenance;
  if (weights === null) return null;
  const names = cite(...papersOfWeights(provenance));
  const unnamed = weights === 'file' ? 'a network that their file does not name' : `the weights “${weights}”`;
  const network = card ? `the network “${card.title}”` : unnamed;
  const sha256 = card?.sha256 ?? fileSha256;
  const hash = sha256 ? `weights of SHA-256 ${sha256}` : '';
  const details = [names, hash].filter(each => each !== '').join('; ');
  const length = card ? `${formatCount(card.dimension)} numbers` : 'numbers';
  const kept =
    components === null
      ? ''
      : `, reduced to their first ${components} principal components (${cite(papers.pca)})`;
  const each = represented < galaxies ? `Of these, ${formatCount(represented)} are each` : 'Each galaxy is';
  return `${each} represented by ${length} from ${network}${details && ` (${details})`}${kept}.`;
}

const startWords = {
  components: 'starting from the first two components',
  dot: 'starting from the first two components scaled to a standard deviation of 10⁻⁴',
  random: 'starting from random places',
} as const;

function mapSentence(provenance: Provenance, cite: Cite): string | null {
  const { layout, neighbourRecall, mapWeights, grown } = provenance;
  if (layout === undefined) return null;
  if (layout === null) return 'The map came with the catalogue; it was not drawn in this session.';
  const of = mapWeights === null ? '' : ` of representations by other weights (“${mapWeights}”)`;
  if (layout.kind === 'components') return `The map shows the first two principal components${of}.`;
  if (layout.kind === 'columns') {
    return `The map shows ${layout.y} against ${layout.x}${layout.by === 'ranks' ? ', both by rank' : ''}.`;
  }
  const { neighbours, minimumDistance, seed, startsAt } = layout;
  const source = startsAt === 'dot' && !grown ? cite(papers.umap, papers.tsne) : cite(papers.umap);
  const found =
    neighbourRecall !== null && neighbourRecall < 1
      ? ` Of the nearest neighbours ${formatPercent(neighbourRecall)} were found.`
      : '';
  const from = grown ? 'starting from a map of fewer of them' : startWords[startsAt];
  return `The map${of} was laid out by UMAP (${source}) with ${neighbours} neighbours, a minimum distance of ${minimumDistance} and seed ${seed}, ${from}.${found}`;
}

function choiceSentence({ filters, passing, galaxies, selection }: Provenance): string | null {
  const filtered =
    filters.length > 0
      ? `${formatCount(passing ?? 0)} of ${formatGalaxies(galaxies)} fulfil ${filters.join(' and ')}.`
      : null;
  const selected = selection
    ? `${formatGalaxies(selection.galaxies)} were selected (${selection.words}).`
    : null;
  return filtered || selected ? [filtered, selected].filter(each => each !== null).join(' ') : null;
}
