import { silentLogger } from '../../base/Logger.ts';
import { systemMonotonicClock } from '../../base/MonotonicClock.ts';
import { describeDeviceContract } from '../testing/describeDeviceContract.ts';
import { FakeDevice, fakeOperations } from '../testing/fake/FakeDevice.ts';
import { openFake } from '../testing/openFake.ts';
import { withPolicies } from './withPolicies.ts';

const device = new FakeDevice();

describeDeviceContract('fake with policies', {
  operations: fakeOperations,
  deviations: [],
  manyFilesCount: 100,
  async connect() {
    if (!device.isPlugged) device.plug();
    const options = { clock: systemMonotonicClock, logger: silentLogger };
    return withPolicies(await openFake(device), options);
  },
  addOnOtherSide(name) {
    device.addFromOutside({ name, kind: 'file' });
    return Promise.resolve();
  },
  unplug() {
    device.unplug();
    return Promise.resolve();
  },
});
