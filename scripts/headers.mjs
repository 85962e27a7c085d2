/**
 * The response headers Morphospace needs of whatever serves it: the dev server, the preview server and,
 * as README.md lists them, any static host.
 */

/** Hosts the page may ask for weights or cut-outs, once the person asks. None yet: nothing leaves the origin. */
export const modelHosts = [];
export const surveyHosts = [];

/** @param {{ development?: boolean }} options `development` also lets Vite's hot reload in. */
export function documentHeaders({ development = false } = {}) {
  const script = ["'self'", "'wasm-unsafe-eval'", ...(development ? ["'unsafe-inline'"] : [])];
  const connect = ["'self'", ...modelHosts, ...surveyHosts, ...(development ? ['ws:'] : [])];
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
