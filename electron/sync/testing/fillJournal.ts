import { DeviceId } from '../../contract/ids.ts';
import { TransferJournal } from '../journal/TransferJournal.ts';
import { newTransfer } from './newTransfer.ts';

/* Run as a process of its own: adds and finishes transfers for ever, and tells how many are done. */

const [databaseFile = ''] = process.argv.slice(2);
const deviceId = DeviceId.parse('d1');
const opened = await TransferJournal.open({ databaseFile });
if (!opened.ok) throw new Error(opened.error.code);
const journal = opened.value;
for (let done = 1; ; done += 1) {
  await journal.add(deviceId, [newTransfer(`${done}.mp3`)]);
  const next = await journal.ask('next', { deviceId });
  if (!next.ok || next.value === null) throw new Error('Nothing waits');
  const { transferId, attempt } = next.value;
  const leftover = { name: `${done}.part`, stage: 'writing' } as const;
  await journal.change('noteLeftover', { deviceId, transferId, leftover });
  const ended = { state: 'done', error: null, leftover: null, logLine: `done ${done}` } as const;
  await journal.change('finish', { deviceId, transferId, attempt, ...ended });
  process.stdout.write(`${done}\n`);
}
