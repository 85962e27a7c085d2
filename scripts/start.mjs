/** `npm start [-- --host https://…]`: installs what is missing, builds the app and serves it on localhost. */
import { ensureInstalled } from './ensureInstalled.mjs';
import { nameHosts } from './hosts.mjs';

ensureInstalled();
nameHosts();
const { build, preview } = await import('vite');
await build({ logLevel: 'warn' });
const server = await preview({ preview: { port: 4173, strictPort: false } }); // the next free port if 4173 is taken
const [address] = server.resolvedUrls?.local ?? [];
console.log(`\n  Morphospace is at ${address}\n  Stop it with Ctrl-C.\n`);
