import type { DeviceOperation } from '../../DeviceCapabilities.ts';

/** What no player of the lab advertises, so that it was tried with `FakeResponder` alone. */
export const fakeOnlyOperations = [
  'move',
  'copy',
  'setMetadata',
  'references',
  'setName',
] as const satisfies readonly DeviceOperation[];
