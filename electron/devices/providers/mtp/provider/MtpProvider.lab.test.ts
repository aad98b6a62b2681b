import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import { MtpLab } from '../../../../../e2e/lab/MtpLab.ts';
import { describeDeviceContract } from '../../../testing/describeDeviceContract.ts';
import { labPlayers } from '../testing/labPlayers.ts';
import { reachLabPlayer } from '../testing/reachLabPlayer.ts';

const labOfRun = inject('mtpLab');

if ('folder' in labOfRun) {
  const lab = await MtpLab.attach(labOfRun);
  const qemuPath = (path: readonly string[]) => join(lab.qemuFolder, ...path);

  describeDeviceContract('qemu', {
    ...reachLabPlayer(lab, 'qemu'),
    ...labPlayers.qemu,
    testTimeoutMs: 240_000,
    placeOnOtherSide(path, files) {
      mkdirSync(qemuPath(path), { recursive: true });
      for (const { name, bytes } of files) writeFileSync(join(qemuPath(path), name), bytes);
      return Promise.resolve();
    },
    readOnOtherSide: (path) => Promise.resolve(new Uint8Array(readFileSync(qemuPath(path)))),
    listOnOtherSide: (path) => Promise.resolve(readdirSync(qemuPath(path))),
    addOnOtherSide(name) {
      writeFileSync(qemuPath([name]), 'from outside');
      return Promise.resolve();
    },
    unplug: () => lab.unplug('qemu'),
  });

  describeDeviceContract('umtp', {
    ...reachLabPlayer(lab, 'umtp'),
    ...labPlayers.umtp,
    testTimeoutMs: 240_000,
    manyFilesCount: 400,
    unplug: () => lab.unplug('umtp'),
  });
}
