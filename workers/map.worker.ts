import { serveWorker } from '../src/rpc/serveWorker.ts';
import { createMapWorker } from './map/mapWorker.ts';

serveWorker(createMapWorker(() => performance.now()));
