import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { documentHeaders } from '../../scripts/headers.mjs';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8').replace(/\s+/g, ' ');

describe('the headers a server sends', () => {
  const headers = documentHeaders();

  it.each(['Cross-Origin-Opener-Policy', 'Cross-Origin-Embedder-Policy', 'Content-Security-Policy'])(
    'README.md asks of a static host the %s that npm start sends',
    name => expect(readme).toContain(`${name}: ${headers[name]}`),
  );

  it('lets no script but our own run, and no request leave the origin', () => {
    const policy = new Map(
      headers['Content-Security-Policy'].split('; ').map(each => {
        const [directive, ...sources] = each.split(' ');
        return [directive, sources];
      }),
    );
    expect(policy.get('default-src')).toEqual(["'self'"]);
    expect(policy.get('script-src')).toEqual(["'self'", "'wasm-unsafe-eval'"]);
    expect(policy.get('connect-src')).toEqual(["'self'"]);
  });

  it('lets only the development server speak to hot reload', () => {
    const policy = documentHeaders({ development: true })['Content-Security-Policy'];
    expect(policy).toContain("connect-src 'self' ws:");
    expect(headers['Content-Security-Policy']).not.toContain('ws:');
  });
});
