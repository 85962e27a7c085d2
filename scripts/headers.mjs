/**
 * The response headers that Morphospace needs from every server: the dev server, the preview server, and any static host
 * (README.md lists them).
 */
import { listedHosts, namedHosts } from './hosts.mjs';

/**
 * The page may ask the hosts of src/data/remote/hosts.json when a person asks for it, and those named for this build. The hub's
 * addresses redirect to hosts that differ by region and change (its /.well-known/meta.json lists them), and the policy also
 * applies to redirects: so the list has its domains.
 *
 * @param {{ development?: boolean, named?: readonly string[] }} options `development` also allows Vite's hot reload
 */
export function documentHeaders({ development = false, named = namedHosts() } = {}) {
  const script = ["'self'", "'wasm-unsafe-eval'", ...(development ? ["'unsafe-inline'"] : [])];
  const connect = [
    "'self'",
    ...listedHosts.map(({ host }) => host),
    ...named,
    ...(development ? ['ws:'] : []),
  ];
  return {
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Content-Security-Policy': [
      "default-src 'self'",
      `script-src ${script.join(' ')}`,
      "worker-src 'self'",
      "style-src 'self' 'unsafe-inline'", // Mantine and deck.gl set style attributes
      "img-src 'self' data: blob:",
      "font-src 'self'",
      `connect-src ${connect.join(' ')}`,
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'self'",
    ].join('; '),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
  };
}
