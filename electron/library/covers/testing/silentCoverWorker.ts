import { parentPort } from 'node:worker_threads';

/* Takes every call, and answers none. */

parentPort?.on('message', () => undefined);
