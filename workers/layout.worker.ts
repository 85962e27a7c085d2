import { serveWorker } from '../src/rpc/serveWorker.ts';
import { createLayoutWorker } from './layout/layoutWorker.ts';

serveWorker(createLayoutWorker(() => performance.now()));
