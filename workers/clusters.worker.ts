import { serveWorker } from '../src/rpc/serveWorker.ts';
import { createClusterStudies } from './clusters/clusterStudies.ts';

serveWorker(createClusterStudies(() => performance.now()));
