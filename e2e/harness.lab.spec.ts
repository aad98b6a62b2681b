import { exportedDevices } from './lab/exportedDevices.ts';
import { expect, test } from './test.ts';

test('the lab’s players are within reach', async ({ lab }) => {
  expect(await exportedDevices(lab.port)).toHaveLength(2);
});
