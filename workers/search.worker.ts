import { serveWorker } from '../src/rpc/serveWorker.ts';
import { createSearchWorker } from './search/searchWorker.ts';

serveWorker(createSearchWorker(() => performance.now()));
