/**
 * Runs inside the lab's guest. Prints the models of the players that our stack finds over libusb, sorted,
 * as a line of JSON whenever they are others, until it is ended.
 */
import process from 'node:process';
import { silentLogger } from '../../../../base/Logger.ts';
import { systemMonotonicClock } from '../../../../base/MonotonicClock.ts';
import { ProviderWatch } from '../../../registry/ProviderWatch.ts';
import { MtpProvider } from '../provider/MtpProvider.ts';
import { LibusbBus } from '../transports/usb/LibusbBus.ts';

const bus = await LibusbBus.load();
const clock = systemMonotonicClock;
const provider = new MtpProvider({ bus, servers: [], clock, logger: silentLogger });
const printed = { line: '' };
const watch = new ProviderWatch(provider, silentLogger, () => {
  const models = watch.enumeration.candidates.map(({ identity }) => identity.model);
  const line = JSON.stringify(models.toSorted());
  if (line === printed.line) return;
  printed.line = line;
  process.stdout.write(`${line}\n`);
});
watch.start();
// Watching alone keeps no process alive.
setInterval(() => undefined, 60_000);
await watch.refresh();
