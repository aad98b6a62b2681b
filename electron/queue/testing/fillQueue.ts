import { PlayQueue } from '../PlayQueue.ts';
import { newEntry } from './newEntry.ts';
import { valueOf } from './TestQueue.ts';

/* A process that adds batches of ten rows and says so, until it is killed. */

const [databaseFile = ''] = process.argv.slice(2);
const queue = valueOf(await PlayQueue.open({ databaseFile }));
for (let batch = 1; ; batch += 1) {
  const names = Array.from({ length: 10 }, (_, index) => `${batch}.${index}`);
  const { firstEntryId } = valueOf(
    await queue.append({
      operationId: `${batch}`,
      placement: { kind: 'append' },
      entries: names.map(newEntry),
    }),
  );
  valueOf(await queue.setCurrent(firstEntryId));
  process.stdout.write(`${batch}\n`);
}
