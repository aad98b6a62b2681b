import { basename } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { workerData } from 'node:worker_threads';
import * as z from 'zod/mini';
import { err, ok, type Result } from '../../base/Result.ts';
import { serveWorker } from '../../base/serveWorker.ts';
import type { AppError } from '../../contract/errors.ts';
import type { DeviceId } from '../../contract/ids.ts';
import { openDatabase } from '../../state/sqlite/openDatabase.ts';
import { sqliteFailure } from '../../state/sqlite/sqliteFailure.ts';
import { JournalRepository } from './JournalRepository.ts';
import { journalSchema } from './journalSchema.ts';
import type { Changed, JournalWorkerApi } from './JournalWorkerApi.ts';
import type { NewTransfer } from './Transfer.ts';

/* The thread that holds the journal's database; addressed by `TransferJournal`. */

const { databaseFile } = z.object({ databaseFile: z.string() }).parse(workerData);
let opened: { readonly database: DatabaseSync; readonly repository: JournalRepository } | null =
  null;
const gatherings = new Map<number, NewTransfer[]>();

function repository(): JournalRepository {
  if (opened === null) throw new Error('The journal is not open');
  return opened.repository;
}

/** Translates what SQLite throws; anything else is a fault of ours and goes on. */
function answered<Value>(query: () => Value): Result<Value, AppError> {
  try {
    return ok(query());
  } catch (error) {
    const failure = sqliteFailure(error, basename(databaseFile));
    if (failure === undefined) throw error;
    return err(failure);
  }
}

function changed<Input extends { readonly deviceId: DeviceId }, Value>(
  change: (journal: JournalRepository, input: Input) => Value,
): (input: Input) => Result<Changed<Value>, AppError> {
  return (input) =>
    answered(() => {
      const value = change(repository(), input);
      return { value, summary: repository().summary(input.deviceId) };
    });
}

serveWorker<JournalWorkerApi>({
  open: () =>
    answered(() => {
      const { database, setAside } = openDatabase(databaseFile, journalSchema);
      opened = { database, repository: new JournalRepository(database) };
      return { setAside, summaries: opened.repository.summaries() };
    }),
  gather: ({ gatheringNumber, transfers }) => {
    const gathered = gatherings.get(gatheringNumber) ?? [];
    gathered.push(...transfers);
    gatherings.set(gatheringNumber, gathered);
    return ok(undefined);
  },
  add: changed((journal, { deviceId, gatheringNumber }) => {
    const transfers = gatherings.get(gatheringNumber) ?? [];
    gatherings.delete(gatheringNumber);
    journal.add(deviceId, transfers);
    return undefined;
  }),
  noteLeftover: changed((journal, input) => journal.noteLeftover(input)),
  finish: changed((journal, input) => journal.finish(input)),
  cancel: changed((journal, input) => journal.cancel(input)),
  retry: changed((journal, input) => journal.retry(input)),
  uploadsBack: changed((journal, input) => journal.uploadsBack(input)),
  clearFinished: changed((journal, input) => journal.clearFinished(input)),
  log: changed((journal, input) => journal.log(input)),
  forget: changed((journal, input) => journal.forget(input)),

  next: (input) => answered(() => repository().next(input)),
  waitingKinds: (input) => answered(() => repository().waitingKinds(input)),
  leftovers: (input) => answered(() => repository().leftovers(input)),
  knownUploads: (input) => answered(() => repository().knownUploads(input)),
  page: (input) => answered(() => repository().page(input)),
  readLog: (input) => answered(() => repository().readLog(input)),
  close: () =>
    answered(() => {
      opened?.database.close();
      opened = null;
      return undefined;
    }),
});
