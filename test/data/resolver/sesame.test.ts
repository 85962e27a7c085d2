import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { positionOfAnswer, resolveName } from '../../../src/data/resolver/sesame.ts';

/** As the service answers: the DTD's elements (Sesame 4, -oxp) with the values of SIMBAD. */
const recorded: Record<string, string> = {
  M51: `<?xml version="1.0" encoding="UTF-8" ?>
<Sesame xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<Target option="SNVI">
  <name>M51</name>
  <Resolver name="S=Simbad (CDS, via client/server)"><!-- delay: 12ms -->
    <otype>Sy2</otype>
    <jpos>13:29:52.698 +47:11:42.93</jpos>
    <jradeg>202.469575</jradeg>
    <jdedeg>+47.1952583</jdedeg>
    <refPos>2006AJ....131.1163S</refPos>
    <oname>M  51</oname>
  </Resolver>
</Target>
</Sesame>`,
  'nothing here': `<?xml version="1.0" encoding="UTF-8" ?>
<Sesame><Target option="SNVI"><name>nothing here</name>
<Resolver name="S=Simbad"><INFO> *** Nothing found *** </INFO></Resolver>
<Resolver name="N=NED"><INFO>*** Nothing found ***</INFO></Resolver>
</Target></Sesame>`,
  'NGC 1&2': `<Sesame><Target><Resolver name="S=Simbad"><INFO>*** Nothing found ***</INFO></Resolver>
<Resolver name="V=VizieR"><jradeg>10.5</jradeg><jdedeg>-33.25</jdedeg><oname>NGC 1&amp;2</oname></Resolver></Target></Sesame>`,
  'a page': '<!doctype html><title>Maintenance</title>',
};

describe('resolveName', () => {
  let server: Server;
  let host: string;
  const asked: string[] = [];
  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push(request.url ?? '');
      const [path, query = ''] = (request.url ?? '').split('?');
      const answer = recorded[decodeURIComponent(query)];
      response.writeHead(path === '/cgi-bin/nph-sesame/-oxp/SNVI' && answer ? 200 : 503);
      response.end(answer);
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise(resolve => server.close(resolve)));

  it('tells where a name is, from the first resolver that knows it', async () => {
    expect(await resolveName(' M51 ', { host })).toEqual({
      name: 'M  51',
      raDeg: 202.469575,
      decDeg: 47.1952583,
    });
    expect(await resolveName('NGC 1&2', { host })).toEqual({ name: 'NGC 1&2', raDeg: 10.5, decDeg: -33.25 });
    expect(asked.at(-1)).toBe('/cgi-bin/nph-sesame/-oxp/SNVI?NGC%201%262');
  });

  it('knows when nobody knows it', async () => {
    expect(await resolveName('nothing here', { host })).toBeNull();
  });

  it('says what is wrong where there is no answer', async () => {
    await expect(resolveName('a page', { host })).rejects.toThrow('something else than a position');
    await expect(resolveName('unheard of', { host })).rejects.toThrow('Sesame answered 503');
    await expect(resolveName('M51', { host: 'http://127.0.0.1:1' })).rejects.toThrow('could not be reached');
    const stop = new AbortController();
    stop.abort();
    await expect(resolveName('M51', { host, signal: stop.signal })).rejects.toThrow('abort');
  });
});

it('takes no position that is none', () => {
  const answer = (ra: string, dec: string) =>
    `<Sesame><Resolver><jradeg>${ra}</jradeg><jdedeg>${dec}</jdedeg></Resolver></Sesame>`;
  for (const [ra, dec] of [
    ['', ''],
    ['361', '0'],
    ['10', '91'],
    ['x', '1'],
  ])
    expect(positionOfAnswer(answer(ra, dec), 'n')).toBeNull();
});
