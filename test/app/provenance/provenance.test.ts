import { describe, expect, it } from 'vitest';
import { methodsParagraph } from '../../../src/app/provenance/methodsParagraph.ts';
import { provenanceNotes, provenanceOf, type WeightsFacts } from '../../../src/app/provenance/provenance.ts';
import { defaultLayout, type LayoutSettings } from '../../../src/contracts/layoutSettings.ts';
import { rowMaskOf } from '../../../src/maths/catalogue/rowMask.ts';
import { sixteenBitRowsOf } from '../../../src/maths/neighbours/sixteenBitRows.ts';
import { createSession } from '../../../src/session/session.ts';
import { smallCatalogue } from '../../features/smallCatalogue.ts';

const card: WeightsFacts = {
  name: 'galaxy',
  title: 'Galaxies',
  architecture: 'efficientnet_lite0',
  dimension: 1280,
  credit: 'Labels: Galaxy Zoo 1 (Lintott et al. 2008, 2011), EFIGI (Baillard et al. 2011).',
  sha256: 'ab'.repeat(32),
};
const now = new Date(Date.UTC(2026, 0, 2, 3, 4, 5));

function open(layout: LayoutSettings | null = { ...defaultLayout, neighbours: 8, seed: 42 }) {
  const session = createSession(() => 0);
  session.catalogue.getState().replace(smallCatalogue(6));
  const components = sixteenBitRowsOf(
    new Float32Array(12).map((_, i) => i),
    2,
  );
  const rows = Uint32Array.from({ length: 6 }, (_, i) => i);
  session.representation.getState().replace({ weights: 'galaxy', components, rows, complete: true });
  const positions = new Float32Array(12);
  session.maps.getState().show({ layout, weights: 'galaxy', positions, neighbourRecall: 0.97 });
  const filter = { kind: 'range', column: 'ring', from: 0.3, to: Number.POSITIVE_INFINITY } as const;
  session.filters.getState().filter([filter], rowMaskOf(Uint32Array.of(1, 2, 4), 6));
  session.selection.getState().chooseMany(Uint32Array.of(1, 4), 'lasso');
  return provenanceOf(session, async () => card, now);
}

describe('provenanceNotes', () => {
  it('says weights with hash, layout with seed, filter, versions and date', async () => {
    const notes = provenanceNotes(await open());
    expect(notes).toMatchObject({
      written: '2026-01-02T03:04:05.000Z',
      galaxies: '6',
      weights: 'galaxy',
      weights_sha256: card.sha256,
      components: '2',
      neighbour_recall: '0.97',
      passing: '3 of 6',
      selection: 'lasso',
      selected: '2',
    });
    expect(notes.software).toMatch(/^Morphospace \d+\.\d+\.\d+$/);
    expect(notes.filters).toContain('ring');
    expect(JSON.parse(notes.layout)).toEqual({ ...defaultLayout, neighbours: 8, seed: 42 });
  });

  it('says ranges of filters with all their digits, so that they find the same galaxies again', async () => {
    const session = createSession(() => 0);
    session.catalogue.getState().replace(smallCatalogue(6));
    const filter = { kind: 'range', column: 'ra', from: 146.71422, to: 147.2 } as const;
    session.filters.getState().filter([filter], rowMaskOf(Uint32Array.of(1), 6));
    const notes = provenanceNotes(await provenanceOf(session, async () => null, now));
    expect(notes.filters).toBe('ra 146.71422 – 147.2');
  });

  it('leaves out what is not known', async () => {
    const nothing = await provenanceOf(
      createSession(() => 0),
      async () => null,
      now,
    );
    expect(Object.keys(provenanceNotes(nothing))).toEqual(['software', 'written', 'catalogue', 'galaxies']);
  });
});

it('names weights this app does not have as the file that was made with them does', async () => {
  const session = createSession(() => 0);
  session.catalogue
    .getState()
    .replace(smallCatalogue(2, { formerWeights: 'galaxy', weightsSha256: 'cd'.repeat(32) }));
  const components = sixteenBitRowsOf(new Float32Array(4), 2);
  const rows = Uint32Array.of(0, 1);
  session.representation.getState().replace({ weights: 'file', components, rows, complete: true });
  const facts = await provenanceOf(session, async () => null, now);
  expect(provenanceNotes(facts)).toMatchObject({ weights: 'galaxy', weights_sha256: 'cd'.repeat(32) });
  expect(methodsParagraph(facts)).toContain('cd'.repeat(32));
});

describe('methodsParagraph', () => {
  it('names every number of the map, and cites what it names', async () => {
    const text = methodsParagraph(await open());
    for (const words of ['8 neighbours', 'minimum distance of 0.1', 'seed 42', '97 %', card.sha256, 'lasso'])
      expect(text.replaceAll('\u202f', ' ').replaceAll('\u00a0', ' ')).toContain(words);
    const [prose, references] = text.split('\n\nReferences\n');
    for (const [, short] of prose.matchAll(/([A-Z][A-Za-z]+ (?:et al\.|& [A-Z][a-z]+) \d{4})/g))
      expect(references).toContain(short.split(' ')[0]);
    expect(references.split('\n').every(line => /\d{4}/.test(line))).toBe(true);
  });

  it('cites whose labels the weights learnt from, as their card credits them', async () => {
    const text = methodsParagraph(await open());
    for (const paper of ['MNRAS 389, 1179', 'MNRAS 410, 166', 'A&A 532, A74']) expect(text).toContain(paper);
    expect(text).not.toContain('Hart');
  });

  it('cites UMAP only for a map by UMAP', async () => {
    expect(methodsParagraph(await open())).toContain('arXiv:1802.03426');
    for (const layout of [{ kind: 'components' } as const, null])
      expect(methodsParagraph(await open(layout))).not.toContain('arXiv:1802.03426');
  });
});

describe('what is not of the present representations', () => {
  function representedBy(weights: string, rows: number[], weightsSha256?: string) {
    const session = createSession(() => 0);
    session.catalogue.getState().replace(smallCatalogue(6));
    const components = sixteenBitRowsOf(new Float32Array(2 * rows.length), 2);
    const representation = {
      weights,
      weightsSha256,
      components,
      rows: Uint32Array.from(rows),
      complete: true,
    };
    session.representation.getState().replace(representation);
    return session;
  }
  const umap = (weights: string, grown?: boolean) => ({
    layout: defaultLayout,
    weights,
    positions: new Float32Array(12),
    neighbourRecall: 1,
    grown,
  });
  const paragraphOf = async (session: ReturnType<typeof createSession>) =>
    methodsParagraph(await provenanceOf(session, async name => (name === 'galaxy' ? card : null), now));

  it('is said of a map of other weights, and of no other', async () => {
    const session = representedBy('galaxy', [0, 1, 2, 3, 4, 5]);
    session.maps.getState().show(umap('imagenet'));
    expect(await paragraphOf(session)).toContain(
      'The map of representations by other weights (“imagenet”) was laid out',
    );
    session.maps.getState().show(umap('galaxy'));
    expect(await paragraphOf(session)).not.toContain('other weights');
  });

  it('is said of a map that grew from one of fewer galaxies', async () => {
    const session = representedBy('galaxy', [0, 1, 2, 3, 4, 5]);
    session.maps.getState().show(umap('galaxy', true));
    const text = await paragraphOf(session);
    expect(text).toContain('starting from a map of fewer of them');
    expect(text).not.toContain('starting from the first two components');
  });

  it('is said of galaxies without a representation', async () => {
    expect(await paragraphOf(representedBy('galaxy', [0, 2]))).toContain(
      'Of these, 2 are each represented by',
    );
    expect(await paragraphOf(representedBy('galaxy', [0, 1, 2, 3, 4, 5]))).toContain(
      'Each galaxy is represented',
    );
  });

  it('has the hash that was noted with them, whatever goes by that name now', async () => {
    const noted = 'ef'.repeat(32);
    const text = await paragraphOf(representedBy('galaxy', [0, 1], noted));
    expect(text).toContain(noted);
    expect(text).not.toContain(card.sha256);
  });

  it('is named as what it is where nobody named its weights', async () => {
    const text = await paragraphOf(representedBy('file', [0, 1]));
    expect(text).not.toContain('“file”');
  });
});
