import { err, ok, type Result } from '../../base/Result.ts';
import type { ObjectSelection, ObjectsOutcome } from '../../contract/devices.ts';
import type { AppError } from '../../contract/errors.ts';
import type { OpenOutcome } from '../../contract/files.ts';
import type { CallId, DeviceId, ObjectId } from '../../contract/ids.ts';
import type { CommandInput, CommandOutput } from '../../contract/commands.ts';
import type { Placement } from '../../contract/queue.ts';
import type { Downloads } from '../../files/Downloads.ts';
import type { Activities, RunningActivity } from '../../player/Activities.ts';
import type { FileReceiver } from '../../player/opening/FileReceiver.ts';
import { OpenOperation } from '../../player/opening/OpenOperation.ts';
import type { TransferDevice } from '../../sync/execution/TransferDevice.ts';
import type { NewTransfer } from '../../sync/journal/Transfer.ts';
import type { TransferQueues } from '../../sync/execution/TransferQueues.ts';
import type { Listings } from '../listings/Listings.ts';
import { downloadOf, type DownloadContent } from '../reading/downloadOf.ts';
import { NamesOnComputer } from '../reading/NamesOnComputer.ts';
import { openedFilesOf } from '../reading/openedFilesOf.ts';
import type { PlayerFiles } from '../reading/PlayerFiles.ts';
import { receivingTransferOf } from '../reading/receivingTransferOf.ts';
import { walkObjects, type WalkedFolder, type WalkedObject } from '../reading/walkObjects.ts';
import { folderOnComputer, type ReceivingRoots } from '../../sync/receiving/folderOnComputer.ts';
import { chooseFolder, type FolderChoices } from './chooseFolder.ts';

/** Failures told one by one; the rest are counted. */
const maximumFailures = 10;

export interface ReadingActsOptions extends FolderChoices {
  readonly receivingRoots: ReceivingRoots;
  readonly listings: Pick<Listings, 'select'>;
  readonly queues: Pick<TransferQueues, 'of'>;
  readonly activities: Activities;
  readonly playerFiles: PlayerFiles;
  readonly downloads: Downloads;
  /** Takes files as rows of the queue. */
  readonly queueReceiver: (placement: Placement) => FileReceiver;
  /** A download that was under way broke off. */
  readonly onDownloadFailure: (error: AppError) => void;
  /** The player, or why it cannot be asked. */
  readonly ready: (deviceId: DeviceId) => Result<TransferDevice, AppError>;
  /** As a person calls it. */
  readonly nameOf: (deviceId: DeviceId) => string;
}

export interface ReadingRequest {
  readonly callId: CallId;
  readonly deviceId: DeviceId;
  readonly selection: ObjectSelection;
}

interface Found extends DownloadContent {
  readonly failures: readonly AppError[];
}

/** What takes files from a player: to play them there, onto this computer, into a browser. */
export function createReadingActs(options: ReadingActsOptions) {
  const { listings, queues, activities, playerFiles, downloads, queueReceiver, ready, nameOf } =
    options;

  /** `act` is given what was chosen; it may reject once it is cancelled. */
  const reading = async <Value>(
    { callId, deviceId, selection }: ReadingRequest,
    kind: 'opening' | 'readingObjects',
    callerSignal: AbortSignal,
    act: (
      device: TransferDevice,
      objectIds: readonly ObjectId[],
      running: RunningActivity,
    ) => Promise<Result<Value, AppError>>,
  ): Promise<Result<Value, AppError>> => {
    const chosen = await listings.select(deviceId, selection, callerSignal);
    if (!chosen.ok) return chosen;
    const device = ready(deviceId);
    if (!device.ok) return device;
    const activity = { callId, kind, subject: nameOf(deviceId) };
    return activities.run(activity, callerSignal, async (running) => {
      const outcome = await act(device.value, chosen.value, running).catch((error: unknown) => {
        if (running.signal.aborted) return null;
        throw error;
      });
      if (outcome === null || running.signal.aborted) return err({ code: 'app.cancelled' });
      return outcome;
    });
  };

  /** Everything below what was chosen, to its end. */
  const find = async (
    { connection }: TransferDevice,
    objectIds: readonly ObjectId[],
    { signal, update }: RunningActivity,
  ): Promise<Found> => {
    const files: WalkedObject[] = [];
    const emptyFolders: WalkedFolder[] = [];
    const failures: AppError[] = [];
    for await (const batch of walkObjects(connection, objectIds, signal)) {
      for (const file of batch.files) files.push(file);
      for (const folder of batch.emptyFolders) emptyFolders.push(folder);
      for (const failure of batch.failures) failures.push(failure);
      update({ doneCount: files.length });
    }
    return { files, emptyFolders, failures };
  };

  /** Folders without a file in them, which no copy would make. */
  const makeFolders = async (
    ways: readonly (readonly string[])[],
    toFolder: string,
    signal: AbortSignal,
  ): Promise<readonly AppError[]> => {
    const failures: AppError[] = [];
    for (const levels of ways) {
      if (signal.aborted) break;
      const work = { toFolder, levels: [...levels] };
      const made = await folderOnComputer(work, options.receivingRoots);
      if (!made.ok) failures.push(made.error);
    }
    return failures;
  };

  return {
    play(
      request: ReadingRequest & { readonly placement: Placement },
      callerSignal: AbortSignal,
    ): Promise<Result<OpenOutcome, AppError>> {
      const { deviceId, placement } = request;
      return reading(request, 'opening', callerSignal, async (device, objectIds, running) => {
        const { signal, update } = running;
        const { connection } = device;
        if (!connection.capabilities.operations.has('readRange')) {
          return err({ code: 'device.unsupported' });
        }
        using operation = new OpenOperation(queueReceiver(placement));
        for await (const batch of walkObjects(connection, objectIds, signal)) {
          const { opened, ignoredCount } = openedFilesOf(batch.files, deviceId);
          for (const { object, place } of opened) playerFiles.remember(device, place, object);
          operation.tally.ignore(ignoredCount);
          operation.tally.fail(batch.failures);
          if (!(await operation.add(opened.map(({ file }) => file)))) break;
          update({ doneCount: operation.tally.outcome.addedCount });
        }
        return ok(operation.tally.outcome);
      });
    },

    async copyToComputer(
      request: CommandInput<'device.copyToComputer'>,
      callerSignal: AbortSignal,
    ): Promise<Result<ObjectsOutcome | null, AppError>> {
      const chosen = await chooseFolder(request.folder, options);
      if (!chosen.ok) return chosen;
      const toFolder = chosen.value;
      if (toFolder === null) return ok(null);
      return reading(
        request,
        'readingObjects',
        callerSignal,
        async (device, objectIds, running) => {
          const { files, emptyFolders, failures } = await find(device, objectIds, running);
          if (running.signal.aborted) return err({ code: 'app.cancelled' });
          const names = new NamesOnComputer();
          const transfers = receivingTransfersOf(files, toFolder, names);
          const added =
            files.length === 0 ? ok() : await queues.of(request.deviceId).add(transfers);
          if (!added.ok) return added;
          const ways = emptyFolders.map(({ levels }) => names.folder(levels));
          const unmade = await makeFolders(ways, toFolder, running.signal);
          const doneCount = files.length + emptyFolders.length - unmade.length;
          return ok(outcomeOf(doneCount, [...failures, ...unmade]));
        },
      );
    },

    offerDownload(
      request: ReadingRequest,
      callerSignal: AbortSignal,
    ): Promise<Result<CommandOutput<'device.offerDownload'>, AppError>> {
      const { deviceId } = request;
      return reading(
        request,
        'readingObjects',
        callerSignal,
        async (device, objectIds, running) => {
          if (!device.connection.capabilities.operations.has('readRange')) {
            return err({ code: 'device.unsupported' });
          }
          const { failures, ...content } = await find(device, objectIds, running);
          const [failure] = failures;
          // A download that lacks something would look whole.
          if (failure !== undefined) return err(failure);
          const download = await downloadOf(
            content,
            {
              deviceId,
              playerFiles,
              deviceName: nameOf(deviceId),
              onFailure: options.onDownloadFailure,
            },
            running.signal,
          );
          return download.ok ? ok(downloads.offer(download.value)) : download;
        },
      );
    },
  };
}

/** Made as they are taken. */
function* receivingTransfersOf(
  files: readonly WalkedObject[],
  toFolder: string,
  names: NamesOnComputer,
): Generator<NewTransfer, void, undefined> {
  for (const file of files) yield receivingTransferOf(file, toFolder, names);
}

function outcomeOf(doneCount: number, failures: readonly AppError[]): ObjectsOutcome {
  return {
    doneCount,
    failures: failures.slice(0, maximumFailures),
    failedCount: failures.length,
  };
}
