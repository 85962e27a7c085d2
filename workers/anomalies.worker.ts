import { expose } from 'comlink';
import { createAnomaliesWorker } from './anomalies/anomaliesWorker.ts';

expose(createAnomaliesWorker(() => performance.now()));
