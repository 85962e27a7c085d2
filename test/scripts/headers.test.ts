import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { documentHeaders } from '../../scripts/headers.mjs';
import { hostsOf, listedHosts, namedHosts } from '../../scripts/hosts.mjs';
import { isListed, refusalOf } from '../../src/data/remote/hosts.ts';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8').replace(/\s+/g, ' ');
const hosts = listedHosts.map(({ host }) => host);
const page = 'https://morphospace.example';

describe('the headers a server sends', () => {
  const headers = documentHeaders({ named: [] });

  it.each(['Cross-Origin-Opener-Policy', 'Cross-Origin-Embedder-Policy', 'Content-Security-Policy'])(
    'README.md asks of a static host the %s that npm start sends',
    name => expect(readme).toContain(`${name}: ${headers[name]}`),
  );

  const policyOf = (sent: Record<string, string>) =>
    new Map(
      sent['Content-Security-Policy'].split('; ').map(each => {
        const [directive, ...sources] = each.split(' ');
        return [directive, sources];
      }),
    );
  const policy = policyOf(headers);

  it('lets no script but our own run, and requests go to the origin and the listed hosts alone', () => {
    expect(policy.get('default-src')).toEqual(["'self'"]);
    expect(policy.get('script-src')).toEqual(["'self'", "'wasm-unsafe-eval'"]);
    expect(policy.get('connect-src')).toEqual(["'self'", ...hosts]);
    const plain = hosts.filter(host => !/^https:\/\/(\*\.)?([a-z0-9-]+\.)+[a-z]+$/.test(host));
    expect(plain).toEqual(['http://127.0.0.1:21012', 'http://localhost:21012']); // the hub of SAMP, on this machine alone
    for (const host of plain) expect(isListed(`${host}/a.parquet`, page)).toBe(false);
  });

  // Where the hub's addresses were seen to redirect to; the policy is asked about each of them.
  it.each([
    'huggingface.co',
    'datasets-server.huggingface.co',
    'cdn-lfs.huggingface.co',
    'cdn-lfs-us-1.hf.co',
    'transfer.xethub.hf.co',
    'cas-bridge.xethub.hf.co',
    'us.aws.cdn.hf.co',
    'us-east1.us.gcp.cdn.hf.co',
  ])('lets a download be redirected to %s', host => {
    expect(hosts.some(source => matches(source, host))).toBe(true);
    expect(isListed(`https://${host}/a`, page, hosts)).toBe(true);
  });

  it.each([
    'huggingface.co.example.org',
    'hf.co.example.org',
    'evilhf.co',
    'hf.co',
    'example.org',
    'legacysurvey.org',
  ])('and to no other host: %s', host => {
    expect(hosts.some(source => matches(source, host))).toBe(false);
    expect(isListed(`https://${host}/a`, page, hosts)).toBe(false);
  });

  it('lets only the development server speak to hot reload', () => {
    const policy = documentHeaders({ development: true })['Content-Security-Policy'];
    expect(policy).toMatch(/connect-src 'self' [^;]* ws:/);
    expect(headers['Content-Security-Policy']).not.toContain('ws:');
  });

  it('names the hosts of the command line, and refuses what is no safe origin', () => {
    const named = hostsOf(['--host', 'https://data.example.org', '--host=http://127.0.0.1:8000/']);
    expect(named).toEqual(['https://data.example.org', 'http://127.0.0.1:8000']);
    expect(policyOf(documentHeaders({ named })).get('connect-src')).toEqual(["'self'", ...hosts, ...named]);
    expect(namedHosts({ VITE_HOSTS: named.join(' ') })).toEqual(named);
    for (const bad of [
      'http://example.org',
      'https://a.org/path',
      "https://a.org; script-src 'unsafe-inline'",
      '*',
    ])
      expect(() => hostsOf(['--host', bad])).toThrow('need --host https://');
    expect(() => hostsOf(['--host'])).toThrow('got nothing');
  });

  it('tells of an address outside the list which line to add', () => {
    expect(isListed('https://data.example.org/a.parquet', page, [...hosts, 'https://data.example.org'])).toBe(
      true,
    );
    expect(isListed('http://huggingface.co/a', page, hosts)).toBe(false);
    expect(isListed(`${page}/a.parquet`, page, hosts)).toBe(true);
    expect(refusalOf('https://data.example.org/a.parquet')).toContain(
      'npm start -- --host https://data.example.org',
    );
  });
});

/** A host-source as a browser matches it (CSP level 3, 6.7.2.7): `*.` stands for one label or more. */
function matches(source: string, host: string): boolean {
  const pattern = source.replace('https://', '');
  return pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : host === pattern;
}
