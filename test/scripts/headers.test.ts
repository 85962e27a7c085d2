import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { documentHeaders, modelHosts, resolverHosts } from '../../scripts/headers.mjs';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8').replace(/\s+/g, ' ');

describe('the headers a server sends', () => {
  const headers = documentHeaders();

  it.each(['Cross-Origin-Opener-Policy', 'Cross-Origin-Embedder-Policy', 'Content-Security-Policy'])(
    'README.md asks of a static host the %s that npm start sends',
    name => expect(readme).toContain(`${name}: ${headers[name]}`),
  );

  const policy = new Map(
    headers['Content-Security-Policy'].split('; ').map(each => {
      const [directive, ...sources] = each.split(' ');
      return [directive, sources];
    }),
  );

  it('lets no script but our own run, and requests go to the origin and the model hosts alone', () => {
    expect(policy.get('default-src')).toEqual(["'self'"]);
    expect(policy.get('script-src')).toEqual(["'self'", "'wasm-unsafe-eval'"]);
    expect(policy.get('connect-src')).toEqual(["'self'", ...modelHosts, ...resolverHosts]);
    for (const host of modelHosts) expect(host).toMatch(/^https:\/\/(\*\.)?(huggingface|hf)\.co$/);
  });

  // Where the hub's addresses were seen to redirect to; the policy is asked about each of them.
  it.each([
    'huggingface.co',
    'cdn-lfs.huggingface.co',
    'cdn-lfs-us-1.hf.co',
    'transfer.xethub.hf.co',
    'cas-bridge.xethub.hf.co',
    'us.aws.cdn.hf.co',
    'us-east1.us.gcp.cdn.hf.co',
  ])('lets a download be redirected to %s', host => {
    expect(modelHosts.some(source => matches(source, host))).toBe(true);
  });

  it.each(['huggingface.co.example.org', 'hf.co.example.org', 'evilhf.co', 'example.org'])(
    'and to no other host: %s',
    host => expect(modelHosts.some(source => matches(source, host))).toBe(false),
  );

  it('lets only the development server speak to hot reload', () => {
    const policy = documentHeaders({ development: true })['Content-Security-Policy'];
    expect(policy).toMatch(/connect-src 'self' [^;]* ws:/);
    expect(headers['Content-Security-Policy']).not.toContain('ws:');
  });
});

/** A host-source as a browser matches it (CSP level 3, 6.7.2.7): `*.` stands for one label or more. */
function matches(source: string, host: string): boolean {
  const pattern = source.replace('https://', '');
  return pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : host === pattern;
}
