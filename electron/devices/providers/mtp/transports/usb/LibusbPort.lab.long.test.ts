import { inject } from 'vitest';
import { MtpLab } from '../../../../../../e2e/lab/MtpLab.ts';
import { reportTestsInside } from '../../../../../../e2e/lab/reportTestsInside.ts';

const labOfRun = inject('mtpLab');

if ('folder' in labOfRun) {
  const lab = await MtpLab.attach(labOfRun);
  // Minutes for each device: of the two, the one that can go on with a copy.
  await reportTestsInside(lab, 'usb.inside.ts', 'umtp');
}
