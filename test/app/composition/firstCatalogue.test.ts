import { describe, expect, it } from 'vitest';
import { openFirstCatalogue } from '../../../src/app/composition/firstCatalogue.ts';
import type { CatalogueSource, OpenedCatalogue } from '../../../src/contracts/ingest.ts';
import { createIngestStore } from '../../../src/features/ingest/ingestStore.ts';
import { createSession } from '../../../src/session/session.ts';
import { smallCatalogue } from '../../features/smallCatalogue.ts';

const sky = 'https://here/app/demo/sky.json';

/** Visits the app by an address; files in `missing` cannot be opened. */
async function visit(
  search: string,
  missing: readonly string[] = [],
  hash = '#room=similar',
  last: { key: string; name: string } | null = null,
) {
  const asked: string[] = [];
  const session = createSession(() => 0);
  const open = async (source: CatalogueSource): Promise<OpenedCatalogue> => {
    const name =
      source.kind === 'url' ? source.url : source.kind === 'baked' ? source.manifestUrl : source.kind;
    asked.push(name);
    if (missing.includes(name)) throw new Error('It is not there.');
    return smallCatalogue(3);
  };
  const images = async () => [];
  const ingest = createIngestStore({
    session,
    ingest: {
      open,
      images,
      fitsPixels: async () => ({ bands: [] }),
      preview: async () => [],
      close: async () => {},
    },
    skyUrl: sky,
  });
  const location = { search, pathname: '/app/', hash };
  const page = {
    location,
    document: { baseURI: 'https://here/app/' },
    history: {
      replaceState: (_: unknown, __: string, to: string) =>
        (location.search = new URL(to, 'https://here').search),
    },
  } as unknown as Window;
  await openFirstCatalogue(ingest, session.notices, page, async () => last);
  const told = () => session.notices.getState().notices.map(({ sentence }) => sentence);
  return { asked, ingest, told, query: () => location.search };
}

describe('the first catalogue', () => {
  it('is the embedded sky where the address asks for nothing', async () => {
    expect((await visit('')).asked).toEqual([sky]);
  });

  it('is what was open last, unless a link is about another or about the sky', async () => {
    const last = { key: 'mine 3-00', name: 'mine' };
    expect((await visit('', [], '#galaxy=g1', last)).asked).toEqual(['kept']);
    expect((await visit('', [], '#catalogue=&galaxy=g1', last)).told()).toEqual([]);
    expect((await visit('', [], '#catalogue=sky&galaxy=g1', last)).asked).toEqual([sky]);
    expect((await visit('', ['kept'], '#catalogue=other 3-01', last)).asked).toEqual(['kept', sky]);
  });

  it('is the one that the address asks for, until another is opened', async () => {
    const { asked, ingest, query, told } = await visit('?catalogue=mine/a.parquet&x=1');
    expect(asked).toEqual(['https://here/app/mine/a.parquet']);
    expect(query()).toBe('?catalogue=mine/a.parquet&x=1');
    await ingest.getState().openSky();
    expect(query()).toBe('?x=1');
    expect(told()).toEqual([]);
  });

  it.each([
    ['?catalogue=https://elsewhere/a.parquet', 'is not among the hosts this page may ask'],
    ['?catalogue=https://huggingface.co/a.parquet', 'on another site, which is only asked when you say so'],
    ['?catalogue=a.docx', 'The address must end in .parquet'],
  ])('is the embedded sky, with a sentence, for %s', async (search, sentence) => {
    const { asked, told, query } = await visit(search);
    expect(asked).toEqual([sky]);
    expect(told().join()).toContain(sentence);
    expect(query()).toBe('');
  });

  it('is the embedded sky where the file cannot be opened, and the reason is told once', async () => {
    const { asked, told } = await visit('?catalogue=a.parquet', ['https://here/app/a.parquet']);
    expect(asked).toEqual(['https://here/app/a.parquet', sky]);
    expect(told()).toEqual(['Could not open a.parquet. It is not there.']);
  });
});
