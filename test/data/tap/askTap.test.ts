import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTable } from '../../../src/data/catalogues/tables/tableCatalogue.ts';
import { askTap } from '../../../src/data/tap/askTap.ts';
import { tapServices } from '../../../src/data/tap/tapServices.ts';
import { type RecordedHost, recordedHost } from '../remote/recordedHost.ts';

let host: RecordedHost;
beforeAll(async () => {
  host = await recordedHost();
});
afterAll(() => host.close());
beforeEach(() => {
  host.answers.clear();
  host.requests.length = 0;
});

const service = (key: string) => tapServices.find(each => each.key === key)!;
const circle = { raDeg: 202.469575, decDeg: 47.1952583, radiusArcmin: 10, mostRows: 50 };
const adql = service('simbad').adql(circle);
const path = `/simbad/sim-tap/sync?REQUEST=doQuery&LANG=ADQL&FORMAT=votable&MAXREC=50&QUERY=${new URLSearchParams({ q: adql }).toString().slice(2)}`;
const ask = (options = {}) =>
  askTap(service('simbad'), adql, {
    name: 'around M 51',
    mostRows: 50,
    host: host.url,
    firstWaitMs: 1,
    ...options,
  });

/** As SIMBAD writes it. @param status "OK", "OVERFLOW" */
const votable = (status: string, ...rows: string[][]) => `<?xml version="1.0" encoding="UTF-8"?>
<VOTABLE version="1.4" xmlns="http://www.ivoa.net/xml/VOTable/v1.3">
<RESOURCE type="results"><INFO name="QUERY_STATUS" value="${status}"/>
<TABLE><FIELD name="main_id" datatype="char" arraysize="*"/><FIELD name="ra" datatype="double" unit="deg"/>
<FIELD name="dec" datatype="double" unit="deg"/><FIELD name="rvz_redshift" datatype="double"/>
<DATA><TABLEDATA>${rows.map(row => `<TR>${row.map(cell => `<TD>${cell}</TD>`).join('')}</TR>`).join('\n')}</TABLEDATA></DATA></TABLE>
</RESOURCE></VOTABLE>`;
const m51 = ['M  51', '202.469575', '47.1952583', '0.001534'];
const ngc5195 = ['NGC  5195', '202.4982708', '47.2661250', ''];

describe('a question by TAP', () => {
  it('asks for a circle in ADQL, nearest first', () => {
    expect(adql).toContain(
      "1 = CONTAINS(POINT('ICRS', ra, dec), CIRCLE('ICRS', 202.469575, 47.195258, 0.166667))",
    );
    expect(adql).toContain('SELECT TOP 50 main_id, ra, dec');
    for (const { adql: write, host: own } of tapServices) {
      expect(write({ ...circle, raDeg: 1e-8, decDeg: -1e-9 })).not.toMatch(/\de-/);
      expect(own).toMatch(/^https:/);
    }
  });

  it('becomes a table that opens as galaxies with positions', async () => {
    host.answers.set(path, { bytes: votable('OK', m51, ngc5195), headers: { 'Content-Type': 'text/xml' } });
    const answer = (await ask())!;
    expect(answer).toMatchObject({
      rowCount: 2,
      isCut: false,
      columns: ['main_id', 'ra', 'dec', 'rvz_redshift'],
    });
    const { contents } = await openTable(
      { kind: 'table', name: 'M 51', file: answer.file, credit: 'CDS' },
      undefined,
    );
    expect([...contents.ids]).toEqual(['M  51', 'NGC  5195']);
    expect([...contents.raDeg!]).toEqual([202.469575, 202.4982708]);
    expect(contents.credit).toBe('CDS');
  });

  it('says where there is more, and where there is nothing', async () => {
    host.answers.set(path, { bytes: votable('OVERFLOW', m51) });
    expect(await ask()).toMatchObject({ isCut: true });
    host.answers.set(path, { bytes: votable('OK') });
    expect(await ask()).toBeNull();
  });

  it('that is refused is told in the service’s own words, whatever its status', async () => {
    const refusal = `<VOTABLE><RESOURCE type="results"><INFO name="QUERY_STATUS" value="ERROR">1 unresolved identifiers: raa [l.2 c.3] &lt;here&gt;!</INFO></RESOURCE></VOTABLE>`;
    for (const status of [200, 400]) {
      host.answers.set(path, { status, bytes: refusal });
      await expect(ask()).rejects.toThrow(
        'SIMBAD, galaxies refused the question: “1 unresolved identifiers: raa [l.2 c.3] <here>!” Change the question',
      );
    }
    host.answers.set(path, { status: 400, bytes: '<html><body>Bad <b>request</b></body></html>' });
    await expect(ask()).rejects.toThrow('“Bad request”');
  });

  it('that breaks off below its rows is told, and its rows are not taken for all', async () => {
    const broken = votable('OK', m51).replace(
      '</RESOURCE>',
      '<INFO name="QUERY_STATUS" value="ERROR">out of memory</INFO></RESOURCE>',
    );
    host.answers.set(path, { bytes: broken });
    await expect(ask()).rejects.toThrow('SIMBAD, galaxies broke off while it answered: “out of memory”');
    const single = votable('OK', m51).replace(
      '</RESOURCE>',
      "<INFO name='QUERY_STATUS' value='OVERFLOW'/></RESOURCE>",
    );
    host.answers.set(path, { bytes: single });
    expect(await ask()).toMatchObject({ rowCount: 1, isCut: true });
  });

  it('follows a redirect, and is asked again after 429, 503 and a cut answer', async () => {
    host.answers.set(path, [
      { status: 429, headers: { 'Retry-After': '0' } },
      { status: 302, headers: { Location: '/elsewhere' } },
    ]);
    host.answers.set('/elsewhere', [{ status: 503 }]);
    await expect(ask({ tries: 2 })).rejects.toThrow('answered with error 503');
    host.answers.set('/elsewhere', { bytes: votable('OK', m51) });
    expect(await ask()).toMatchObject({ rowCount: 1 });
    host.answers.set(path, [{ bytes: votable('OK', m51), cutAfter: 100 }, { bytes: votable('OK', m51) }]);
    expect(await ask()).toMatchObject({ rowCount: 1 });
  });

  it.each([
    ['401', { status: 401 }, 'Only people whom its owners have given access'],
    ['404', { status: 404 }, 'is no longer where it was'],
    ['cut off', { bytes: votable('OK', m51), cutAfter: 100 }, 'broke off again and again'],
    ['half a document', { bytes: votable('OK', m51).slice(0, 400) }, 'is not well-formed XML'],
    ['JSON', { bytes: '{"data": []}' }, 'is not well-formed XML'],
    ['a page', { bytes: '<html>', headers: { 'Content-Type': 'text/html' } }, 'A web page came instead of'],
    ['no table', { bytes: '<VOTABLE><RESOURCE/></VOTABLE>' }, 'holds no table'],
  ])('answered with %s is told in a sentence', async (_, answer, sentence) => {
    host.answers.set(path, answer);
    await expect(ask()).rejects.toThrow(sentence);
  });

  it('that is slow is given up, or stopped', async () => {
    host.answers.set(path, { bytes: votable('OK', m51), hangs: true });
    await expect(ask({ stallMs: 20, tries: 1 })).rejects.toThrow('sent nothing of the answer of SIMBAD');
    const stop = new AbortController();
    const asked = ask({ signal: stop.signal });
    setTimeout(() => stop.abort(), 20);
    await expect(asked).rejects.toThrow('abort');
  });
});
