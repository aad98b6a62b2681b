import fc from 'fast-check';
import { vi } from 'vitest';
import { randomSeed } from '../base/testing/randomSeed.ts';
import { createPortPair } from './testing/createPortPair.ts';
import { describeRouter } from './testing/describeRouter.ts';

vi.setConfig({ testTimeout: 120_000 });
fc.configureGlobal({ seed: randomSeed() });

describeRouter('an in-memory port, at length', () => Promise.resolve(createPortPair()), 300);
