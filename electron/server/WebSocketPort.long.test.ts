import fc from 'fast-check';
import { afterAll, beforeAll, vi } from 'vitest';
import { randomSeed } from '../base/testing/randomSeed.ts';
import { describeRouter } from '../ipc/testing/describeRouter.ts';
import { WebSocketPairs } from './testing/WebSocketPairs.ts';

vi.setConfig({ testTimeout: 120_000 });
fc.configureGlobal({ seed: randomSeed() });

let pairs: WebSocketPairs;

beforeAll(async () => {
  pairs = await WebSocketPairs.open();
});

afterAll(() => pairs[Symbol.asyncDispose]());

describeRouter('a real WebSocket, at length', () => pairs.connect(), 300);
