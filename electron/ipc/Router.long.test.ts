import { vi } from 'vitest';
import { createPortPair } from './testing/createPortPair.ts';
import { describeRouter } from './testing/describeRouter.ts';

vi.setConfig({ testTimeout: 120_000 });

describeRouter('an in-memory port, at length', () => Promise.resolve(createPortPair()), 300);
