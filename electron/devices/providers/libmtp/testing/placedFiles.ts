import type { PlacedFile } from '../../../testing/contract/DeviceContractHarness.ts';
import { patternBytes } from '../../../testing/patternBytes.ts';

/** On a device of the lab before libmtp looks at it. */
export const placedFiles: readonly PlacedFile[] = [
  { name: 'placed large.mp3', bytes: patternBytes(2_000_003, 1) },
  { name: 'placed small.flac', bytes: patternBytes(1, 2) },
];
