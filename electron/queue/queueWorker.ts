import { basename } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { workerData } from 'node:worker_threads';
import * as z from 'zod/mini';
import { err, ok, type Result } from '../base/Result.ts';
import { serveWorker } from '../base/serveWorker.ts';
import type { AppError } from '../contract/errors.ts';
import { openQueueDatabase } from './openQueueDatabase.ts';
import { QueueExports } from './QueueExports.ts';
import { QueueRepository } from './QueueRepository.ts';
import type { Changed, QueueWorkerApi } from './QueueWorkerApi.ts';
import { sqliteFailure } from '../state/sqlite/sqliteFailure.ts';

/* The thread that holds the queue's database; addressed by `PlayQueue`. */

const { databaseFile } = z.object({ databaseFile: z.string() }).parse(workerData);
const exports = new QueueExports(databaseFile);
let opened: { readonly database: DatabaseSync; readonly repository: QueueRepository } | null = null;

function repository(): QueueRepository {
  if (opened === null) throw new Error('The queue is not open');
  return opened.repository;
}

/** Translates what SQLite throws; anything else is a fault of ours and goes on. */
function guarded<Value>(task: () => Result<Value, AppError>): Result<Value, AppError> {
  try {
    return task();
  } catch (error) {
    const failure = sqliteFailure(error, basename(databaseFile));
    if (failure === undefined) throw error;
    return err(failure);
  }
}

function answered<Value>(query: () => Value): Result<Value, AppError> {
  return guarded(() => ok(query()));
}

function changed<Value>(change: () => Result<Value, AppError>): Result<Changed<Value>, AppError> {
  return guarded(() => {
    const result = change();
    if (!result.ok) return result;
    return ok({ value: result.value, snapshot: repository().snapshot() });
  });
}

function done(change: () => void): Result<Changed<undefined>, AppError> {
  return changed(() => {
    change();
    return ok(undefined);
  });
}

serveWorker<QueueWorkerApi>({
  open: () =>
    changed(() => {
      const { database, setAside } = openQueueDatabase(databaseFile);
      opened = { database, repository: new QueueRepository(database) };
      return ok(setAside);
    }),
  append: (request) => changed(() => repository().append(request)),
  remove: (selection) => changed(() => repository().remove(selection)),
  move: ({ selection, beforeEntryId }) =>
    changed(() => repository().move(selection, beforeEntryId)),
  playNext: (selection) => changed(() => repository().playNext(selection)),
  clear: () => changed(() => repository().clear()),
  undo: () => changed(() => repository().undo()),
  setCurrent: ({ entryId, walkingBack }) =>
    changed(() => repository().setCurrent(entryId, walkingBack)),
  updateMetadata: (updates) => done(() => repository().updateMetadata(updates)),
  setError: ({ entryId, errorCode }) => done(() => repository().setError(entryId, errorCode)),
  setUploadErrors: ({ uploadIds, errorCode }) =>
    done(() => repository().setUploadErrors(uploadIds, errorCode)),
  uploadsBack: (uploadIds) => done(() => repository().uploadsBack(uploadIds)),
  setDeviceErrors: ({ deviceId, errorCode }) =>
    done(() => repository().setDeviceErrors(deviceId, errorCode)),
  restartShuffle: () => done(() => repository().restartShuffle()),

  page: (request) => answered(() => repository().page(request)),
  indexOf: (entryId) => answered(() => repository().indexOf(entryId)),
  entry: (entryId) => answered(() => repository().entry(entryId)),
  rowsOf: ({ selection, limit }) => guarded(() => repository().rowsOf(selection, limit)),
  entriesWithoutMetadata: (request) => answered(() => repository().entriesWithoutMetadata(request)),
  knownUploads: (files) => answered(() => repository().knownUploads(files)),
  playableAfter: ({ entryId, mode }) => answered(() => repository().playableAfter(entryId, mode)),
  following: ({ entryId, mode }) => answered(() => repository().following(entryId, mode)),
  preceding: ({ entryId, mode }) => answered(() => repository().preceding(entryId, mode)),

  beginExport: () => answered(() => ({ exportNumber: exports.begin() })),
  nextExportBatch: ({ exportNumber }) => answered(() => exports.nextBatch(exportNumber)),
  endExport: ({ exportNumber }) =>
    answered(() => {
      exports.end(exportNumber);
      return undefined;
    }),
  close: () =>
    answered(() => {
      exports.endAll();
      opened?.database.close();
      opened = null;
      return undefined;
    }),
});
