import { join } from 'node:path';
import process from 'node:process';
import { expect, test } from 'vitest';
import { runningLab } from '../../../../../../e2e/lab/runningLab.ts';
import { labPlayers } from '../../testing/labPlayers.ts';

const watchPlayers = join(import.meta.dirname, '..', '..', 'testing', 'watchPlayersInside.ts');
const qemu = labPlayers.qemu.usbModel;
const umtp = labPlayers.umtp.usbModel;

test('players that come and go on a real bus are noticed', async (context) => {
  const lab = await runningLab(context);
  await using run = await lab.inside([process.execPath, watchPlayers], { device: 'umtp' });
  const lines = run.lines();
  /** What is found in between does not matter; that it is not found in time fails the test. */
  const found = async (models: readonly string[]) => {
    const expected = JSON.stringify(models);
    for (;;) {
      const { value, done } = await lines.next();
      if (done === true) expect.fail(`ended without ${expected}`);
      if (value === expected) return;
    }
  };
  await found([umtp]);
  await lab.plug('qemu');
  await found([qemu, umtp]);
  await lab.unplug('umtp');
  await found([qemu]);
  await lab.unplug('qemu');
  await found([]);
  await lab.plug('umtp');
  await found([umtp]);
  await lab.plug('qemu');
  await found([qemu, umtp]);
});
