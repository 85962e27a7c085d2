/**
 * The response headers that Morphospace needs from every server: the dev server, the preview server, and any static host
 * (README.md lists them).
 */

/**
 * Hosts that the page may fetch weights from, when the person asks for them: Hugging Face, and the hosts that its /resolve/
 * addresses redirect to. Those differ by region and change (cdn-lfs-us-1.hf.co, transfer.xethub.hf.co, us.aws.cdn.hf.co; the hub's list is its
 * /.well-known/meta.json), and the policy also applies to redirects, so domains are listed instead of hosts.
 */
export const modelHosts = ['https://huggingface.co', 'https://*.huggingface.co', 'https://*.hf.co'];
/** Hosts that the page may fetch cut-outs from. None yet. */
export const surveyHosts = [];
/** Host that the page asks where a name is on the sky, when the person asks for it: CDS' Sesame. */
export const resolverHosts = ['https://cds.unistra.fr'];

/** @param {{ development?: boolean }} options `development` also allows Vite's hot reload. */
export function documentHeaders({ development = false } = {}) {
  const script = ["'self'", "'wasm-unsafe-eval'", ...(development ? ["'unsafe-inline'"] : [])];
  const connect = [
    "'self'",
    ...modelHosts,
    ...surveyHosts,
    ...resolverHosts,
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
