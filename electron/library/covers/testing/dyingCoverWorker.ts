import { parentPort } from 'node:worker_threads';

/* Ends as soon as it is asked for something. */

parentPort?.on('message', () => process.exit(1));
