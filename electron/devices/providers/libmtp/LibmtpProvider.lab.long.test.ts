import { inject } from 'vitest';
import { MtpLab } from '../../../../e2e/lab/MtpLab.ts';
import { reportTestsInside } from '../../../../e2e/lab/reportTestsInside.ts';
import { writeToLabPlayer } from '../mtp/testing/writeToLabPlayer.ts';
import { placedFiles } from './testing/placedFiles.ts';

const labOfRun = inject('mtpLab');

if ('folder' in labOfRun) {
  const lab = await MtpLab.attach(labOfRun);
  // Minutes for each device: of the two, the one whose files can be looked at from here.
  const device = 'qemu';
  // It reads what is known of every object before it answers: not those that other tests left.
  await lab.empty(device);
  await writeToLabPlayer(lab, device, placedFiles);
  await reportTestsInside(lab, 'libmtp.inside.ts', device);
}
