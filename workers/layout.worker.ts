import { expose } from 'comlink';
import { createLayoutWorker } from './layout/layoutWorker.ts';

expose(createLayoutWorker(() => performance.now()));
