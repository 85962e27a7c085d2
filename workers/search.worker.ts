import { expose } from 'comlink';
import { createSearchWorker } from './search/searchWorker.ts';

expose(createSearchWorker(() => performance.now()));
