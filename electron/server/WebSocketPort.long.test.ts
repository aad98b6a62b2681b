import { afterAll, beforeAll, vi } from 'vitest';
import { describeRouter } from '../ipc/testing/describeRouter.ts';
import { WebSocketPairs } from './testing/WebSocketPairs.ts';

vi.setConfig({ testTimeout: 120_000 });

let pairs: WebSocketPairs;

beforeAll(async () => {
  pairs = await WebSocketPairs.open();
});

afterAll(() => pairs[Symbol.asyncDispose]());

describeRouter('a real WebSocket, at length', () => pairs.connect(), 300);
