/** `npm run build [-- --host https://…]`: installs what is missing and writes dist/. */
import { ensureInstalled } from './ensureInstalled.mjs';
import { documentHeaders } from './headers.mjs';
import { namedHosts, nameHosts } from './hosts.mjs';

ensureInstalled();
nameHosts();
const { build } = await import('vite');
await build();
if (namedHosts().length > 0) {
  console.log(`\nThe host must send this policy:\n${documentHeaders()['Content-Security-Policy']}\n`);
}
