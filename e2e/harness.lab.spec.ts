import { exportedDevices } from './lab/exportedDevices.ts';
import { expect, test } from './test.ts';

test('the lab’s players are within reach', async ({ lab }) => {
  // One that was used a moment ago is away until it has been reset.
  await expect.poll(async () => (await exportedDevices(lab.port)).length).toBe(2);
});
