import { inject } from 'vitest';
import { labDevices, MtpLab } from '../../../../../../e2e/lab/MtpLab.ts';
import { reportTestsInside } from '../../../../../../e2e/lab/reportTestsInside.ts';

const labOfRun = inject('mtpLab');

if ('folder' in labOfRun) {
  const lab = await MtpLab.attach(labOfRun);
  for (const device of labDevices) await reportTestsInside(lab, 'usb.inside.ts', device);
}
