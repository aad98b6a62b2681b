import {
  Suspense,
  useCallback,
  useEffect,
  useEffectEvent,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from 'react';
import type { FileTarget, OpenOutcome } from '../../../electron/contract/files.ts';
import type { CallId } from '../../../electron/contract/ids.ts';
import type { Outcome } from '../../../electron/contract/messages.ts';
import type { DroppedFile } from '../../bridge/Bridge.ts';
import { useAppInfo, useBridge, useQueue } from '../../stores/index.ts';
import { lazyPart } from '../../ui/lazyPart.ts';
import { useReadTime } from '../../ui/useReadTime.ts';
import { useTransferDialogs } from '../transfers/index.ts';
import {
  collectDropped,
  takeDropped,
  type CollectedFiles,
  type WalkOptions,
} from './collectDropped.ts';
import { DropOverlay } from './DropOverlay.tsx';
import type { FolderChoice } from './FolderChoice.ts';
import { openCollected } from './openCollected.ts';
import { OpeningContext, type DropTarget } from './OpeningContext.ts';
import { OpenReportContext } from './OpenReportContext.ts';
import { pickFiles } from './pickFiles.ts';
import { useOpenRun } from './useOpenRun.ts';
import { useWindowDrop } from './useWindowDrop.ts';

const OpenDialog = lazyPart(async () => (await import('./OpenDialog.tsx')).OpenDialog);

/** Opens files for the queue or a plan. */
type OpenFor = (
  target: FileTarget,
  running: {
    readonly callId: CallId;
    readonly signal: AbortSignal;
    readonly tellWalking?: WalkOptions['onProgress'];
  },
) => Promise<Outcome<OpenOutcome>>;

/** Finds the files that were dropped or picked. */
type CollectFiles = (walk: WalkOptions) => Promise<CollectedFiles>;

/** How long a result without failures stays. */
const shownMs = 6_000;

const playNow = { kind: 'queue', placement: { kind: 'playNow' } } as const;

/**
 * Everything that brings files into the queue: dropping and pasting anywhere, Ctrl+O and the open dialog.
 * Wraps the page once; what there is to tell about it is in an `OpenReportLine`.
 */
export function OpeningProvider({ children }: { readonly children: ReactNode }) {
  const bridge = useBridge();
  const features = useAppInfo()?.features;
  const isQueueEmpty = useQueue((queue) => (queue?.count ?? 0) === 0);
  /** What is done with what is chosen in the page's own dialog; `null` while that is closed. */
  const [dialogTarget, setDialogTarget] = useState<DropTarget | null>(null);
  const { report, run, dismiss } = useOpenRun();
  // Timed here, so that a result passes in a frame that has no place for it, too.
  const box = useRef<HTMLDivElement>(null);
  const passes = report?.kind === 'opened' && report.outcome.failedCount === 0;
  const isRead = useReadTime(passes ? report : null, box, shownMs);

  const { planCopy } = useTransferDialogs();

  /** Plays what `open` opens, or shows what copying it would do, as the target says. */
  const openFor = useCallback(
    (target: DropTarget, open: OpenFor, isChosen = true) => {
      if (target.kind === 'queue') {
        run((running) => open(target, running));
        return;
      }
      const { deviceId, destination } = target;
      planCopy({
        deviceId,
        destination,
        isChosen,
        fill: (planId, filling) => open({ kind: 'plan', planId }, filling),
      });
    },
    [run, planCopy],
  );

  /** Does with files what the target says, as soon as `collect` has found them. */
  const collectAndOpen = (collect: CollectFiles, dropTarget: DropTarget) =>
    openFor(dropTarget, async (target, { callId, signal, tellWalking = () => undefined }) => {
      const found = await collect({ signal, onProgress: tellWalking });
      if (signal.aborted) return { ok: false, error: { code: 'app.cancelled' } };
      return openCollected(bridge, found, target, { callId, signal });
    });

  const openTransfer = (transfer: DataTransfer, target: DropTarget) => {
    // A drop may come before main has said what it is, and is walked then.
    if (features?.uploads === false) {
      // The desktop host walks folders itself; there a folder is among the files.
      const files = [...transfer.files].map((file) => ({ file, relativePath: file.name }));
      collectAndOpen(() => Promise.resolve(allReadable(files)), target);
      return;
    }
    const roots = takeDropped(transfer);
    collectAndOpen((walk) => collectDropped(roots, walk), target);
  };

  // Into an empty queue something is put to be heard; later drops leave what plays alone.
  const defaultTarget = (): DropTarget => ({
    kind: 'queue',
    placement: { kind: isQueueEmpty ? 'playNow' : 'append' },
  });
  const { pending, addDropZone, dragOver, endDrag } = useWindowDrop({
    defaultTarget,
    onDrop: openTransfer,
  });

  const openDialog = useCallback(
    (kind: 'files' | 'folder' = 'files', wanted: DropTarget = playNow) => {
      if (features?.nativeDialogs === true) {
        const open: OpenFor = (target, { callId, signal }) =>
          bridge.invoke('files.openWithDialog', { callId, kind, target }, { signal });
        openFor(wanted, open, false);
      } else {
        setDialogTarget(wanted);
      }
    },
    [bridge, features, openFor],
  );

  const openChoice = (chosenFor: DropTarget, { grantIds, folderIds }: FolderChoice) => {
    setDialogTarget(null);
    openFor(chosenFor, (target, { callId, signal }) =>
      bridge.invoke(
        'files.open',
        { callId, grantIds: [...grantIds], folderIds: [...folderIds], target },
        { signal },
      ),
    );
  };

  const pick = async (pickedFor: DropTarget, kind: 'files' | 'folder') => {
    const files = await pickFiles(kind);
    if (files.length === 0) return;
    setDialogTarget(null);
    collectAndOpen(() => Promise.resolve(allReadable(files)), pickedFor);
  };

  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    const isOpenKey = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'o';
    if (!isOpenKey || event.altKey || event.defaultPrevented) return;
    event.preventDefault();
    openDialog(event.shiftKey ? 'folder' : 'files');
  });
  const onPaste = useEffectEvent((event: ClipboardEvent) => {
    if (event.clipboardData === null || event.clipboardData.files.length === 0) return;
    event.preventDefault();
    openTransfer(event.clipboardData, defaultTarget());
  });
  useEffect(() => {
    const ended = new AbortController();
    const { signal } = ended;
    window.addEventListener('keydown', (event) => onKeyDown(event), { signal });
    window.addEventListener('paste', (event) => onPaste(event), { signal });
    return () => ended.abort();
  }, []);

  const opening = useMemo(
    () => ({ openDialog, run, addDropZone, dragOver, endDrag }),
    [openDialog, run, addDropZone, dragOver, endDrag],
  );
  const told = useMemo(
    () => ({ report: isRead ? null : report, box, dismiss }),
    [isRead, report, dismiss],
  );
  return (
    <OpeningContext value={opening}>
      <OpenReportContext value={told}>{children}</OpenReportContext>
      {pending !== null && <DropOverlay drop={pending} />}
      {dialogTarget !== null && (
        <Suspense>
          <OpenDialog
            canBrowse={features?.browseFolders === true}
            canPick={features?.uploads === true}
            playerName={dialogTarget.kind === 'player' ? dialogTarget.name : null}
            onOpen={(choice) => openChoice(dialogTarget, choice)}
            onPick={(kind) => void pick(dialogTarget, kind)}
            onClose={() => setDialogTarget(null)}
          />
        </Suspense>
      )}
    </OpeningContext>
  );
}

function allReadable(files: readonly DroppedFile[]): CollectedFiles {
  return { files, failures: [], failedCount: 0 };
}
