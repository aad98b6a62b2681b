import { writeFileSync } from 'node:fs';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ChildModule } from '../../base/testing/ChildModule.ts';
import { TemporaryFolder } from '../../base/testing/TemporaryFolder.ts';
import { DeviceId } from '../../contract/ids.ts';
import type { TransferPageRequest } from '../../contract/transfers.ts';
import { valueOf } from '../../devices/testing/valueOf.ts';
import { newTransfer } from '../testing/newTransfer.ts';
import { TransferJournal, transfersPerTurn } from './TransferJournal.ts';

const deviceId = DeviceId.parse('d1');

function temporaryFile(): string {
  const folder = new TemporaryFolder();
  onTestFinished(() => folder[Symbol.dispose]());
  return folder.file('transfers.sqlite');
}

async function open(databaseFile: string): Promise<TransferJournal> {
  const journal = valueOf(await TransferJournal.open({ databaseFile }));
  onTestFinished(() => journal[Symbol.asyncDispose]());
  return journal;
}

describe('TransferJournal', () => {
  test('tells which player changed, and how it stands', async () => {
    const journal = await open(temporaryFile());
    const told: DeviceId[] = [];
    journal.changes.subscribe((changed) => void told.push(changed));
    valueOf(await journal.add(deviceId, [newTransfer('a.mp3')]));
    expect(told).toEqual([deviceId]);
    expect(journal.summaries).toMatchObject([{ deviceId, count: 1, waitingCount: 1 }]);
    valueOf(await journal.change('forget', { deviceId }));
    expect(journal.summaries).toEqual([]);
  });

  test('takes many a few at a time, and adds them as one', async () => {
    const journal = await open(temporaryFile());
    let turn = 0;
    const count = () => {
      turn += 1;
      counting = setImmediate(count);
    };
    let counting = setImmediate(count);
    const takenInTurn = new Map<number, number>();
    function* many() {
      for (let number = 0; number < 5 * transfersPerTurn + 1; number += 1) {
        takenInTurn.set(turn, (takenInTurn.get(turn) ?? 0) + 1);
        yield newTransfer(`${number}.mp3`);
      }
    }
    let toldCount = 0;
    journal.changes.subscribe(() => void (toldCount += 1));
    valueOf(await journal.add(deviceId, many()));
    clearImmediate(counting);
    expect(Math.max(...takenInTurn.values())).toBeLessThanOrEqual(transfersPerTurn);
    expect(toldCount).toBe(1);
    expect(journal.summaryOf(deviceId)).toMatchObject({ waitingCount: 5 * transfersPerTurn + 1 });
    expect(valueOf(await journal.ask('next', { deviceId }))?.name).toBe('0.mp3');
  });

  test('is there again after the program ended', async () => {
    const file = temporaryFile();
    const first = valueOf(await TransferJournal.open({ databaseFile: file }));
    valueOf(await first.add(deviceId, [newTransfer('a.mp3')]));
    await first[Symbol.asyncDispose]();
    const second = await open(file);
    expect(second.summaries).toMatchObject([{ deviceId, waitingCount: 1 }]);
    expect(valueOf(await second.ask('next', { deviceId }))?.name).toBe('a.mp3');
  });

  test('what was acknowledged is there after kill -9', async () => {
    const file = temporaryFile();
    const module = new URL('../testing/fillJournal.ts', import.meta.url);
    await using child = new ChildModule(module, file);
    let acknowledged = 0;
    while (acknowledged < 5) acknowledged = Number(await child.nextLine());
    await child.kill();

    const journal = await open(file);
    expect(journal.setAside).toBeNull();
    const countOf = async (only: TransferPageRequest['only']) =>
      valueOf(await journal.ask('page', { deviceId, only, offset: 0, limit: 1 })).count;
    const doneCount = await countOf('done');
    expect(doneCount).toBeGreaterThanOrEqual(acknowledged);
    expect(doneCount + (await countOf('unfinished'))).toBe(await countOf('all'));
    // Every copy that ended cleanly left nothing behind.
    expect(valueOf(await journal.ask('leftovers', { deviceId }))).toEqual([]);
    const log = valueOf(await journal.ask('readLog', { deviceId }))
      .trim()
      .split('\n');
    expect(log).toHaveLength(doneCount);
  });

  test('a damaged journal is set aside and reported', async () => {
    const file = temporaryFile();
    writeFileSync(file, 'no database '.repeat(1_000));
    const journal = await open(file);
    expect(journal.setAside).toMatchObject({ reason: 'damaged' });
    expect(journal.summaries).toEqual([]);
  });
});
