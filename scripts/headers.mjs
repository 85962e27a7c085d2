/**
 * The response headers Morphospace needs of whatever serves it: the dev server, the preview server and,
 * as README.md lists them, any static host.
 */

/**
 * Hosts the page may ask for weights, once the person asks: Hugging Face, and where its /resolve/ addresses redirect to.
 * Those are regional and change (cdn-lfs-us-1.hf.co, transfer.xethub.hf.co, us.aws.cdn.hf.co; the hub's list is its
 * /.well-known/meta.json), and the policy holds for redirects too, so the domains are named and not the hosts.
 */
export const modelHosts = ['https://huggingface.co', 'https://*.huggingface.co', 'https://*.hf.co'];
/** Hosts the page may ask for cut-outs. None yet. */
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
