import {
  Suspense,
  useCallback,
  useEffect,
  useEffectEvent,
  useMemo,
  useState,
  type ReactNode,
} from 'react';
import type { Placement } from '../../../electron/contract/queue.ts';
import type { DroppedFile } from '../../bridge/Bridge.ts';
import { useAppInfo, useBridge, useQueue } from '../../stores/index.ts';
import { lazyPart } from '../../ui/lazyPart.ts';
import { collectDropped, takeDropped } from './collectDropped.ts';
import { DropOverlay } from './DropOverlay.tsx';
import type { FolderChoice } from './FolderChoice.ts';
import { OpeningContext } from './OpeningContext.ts';
import { OpenReportBar } from './OpenReportBar.tsx';
import { pickFiles } from './pickFiles.ts';
import { useOpenRun } from './useOpenRun.ts';
import { useWindowDrop } from './useWindowDrop.ts';

const OpenDialog = lazyPart(async () => (await import('./OpenDialog.tsx')).OpenDialog);

const playNow = { kind: 'queue', placement: { kind: 'playNow' } } as const;

/**
 * Everything that brings files into the queue: dropping and pasting anywhere, Ctrl+O, the open dialog,
 * and what is told about it. Wraps the page once.
 */
export function OpeningProvider({ children }: { readonly children: ReactNode }) {
  const bridge = useBridge();
  const features = useAppInfo()?.features;
  const isQueueEmpty = useQueue((queue) => (queue?.count ?? 0) === 0);
  const [isDialogOpen, setIsDialogOpen] = useState(false);
  const { report, run, dismiss } = useOpenRun();

  const openFiles = useCallback(
    (files: readonly DroppedFile[], placement: Placement) => {
      if (files.length === 0) return;
      run(({ callId, signal }) =>
        bridge.openFiles(files, { kind: 'queue', placement }, { callId, signal }),
      );
    },
    [bridge, run],
  );

  const openTransfer = (transfer: DataTransfer, placement: Placement) => {
    if (features?.uploads !== true) {
      // The desktop host walks folders itself; there a folder is among the files.
      openFiles(
        [...transfer.files].map((file) => ({ file, relativePath: file.name })),
        placement,
      );
      return;
    }
    const roots = takeDropped(transfer);
    run(async ({ callId, signal, tellWalking }) => {
      const files = await collectDropped(roots, { signal, onProgress: tellWalking });
      if (signal.aborted || files.length === 0) return null;
      return bridge.openFiles(files, { kind: 'queue', placement }, { callId, signal });
    });
  };

  // Into an empty queue something is put to be heard; later drops leave what plays alone.
  const defaultPlacement = (): Placement => ({ kind: isQueueEmpty ? 'playNow' : 'append' });
  const { pending, addDropZone } = useWindowDrop({ defaultPlacement, onDrop: openTransfer });

  const openDialog = useCallback(
    (kind: 'files' | 'folder' = 'files') => {
      if (features?.nativeDialogs === true) {
        run(({ callId, signal }) =>
          bridge.invoke('files.openWithDialog', { callId, kind, target: playNow }, { signal }),
        );
      } else {
        setIsDialogOpen(true);
      }
    },
    [bridge, features, run],
  );

  const openChoice = ({ grantIds, folderIds }: FolderChoice) => {
    setIsDialogOpen(false);
    run(({ callId, signal }) =>
      bridge.invoke(
        'files.open',
        {
          callId,
          grantIds: [...grantIds],
          folderIds: [...folderIds],
          target: playNow,
        },
        { signal },
      ),
    );
  };

  const pick = async (kind: 'files' | 'folder') => {
    const files = await pickFiles(kind);
    if (files.length > 0) setIsDialogOpen(false);
    openFiles(files, { kind: 'playNow' });
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
    openTransfer(event.clipboardData, defaultPlacement());
  });
  useEffect(() => {
    const ended = new AbortController();
    const { signal } = ended;
    window.addEventListener('keydown', (event) => onKeyDown(event), { signal });
    window.addEventListener('paste', (event) => onPaste(event), { signal });
    return () => ended.abort();
  }, []);

  const opening = useMemo(() => ({ openDialog, addDropZone }), [openDialog, addDropZone]);
  return (
    <OpeningContext value={opening}>
      {children}
      {pending !== null && <DropOverlay drop={pending} />}
      {report !== null && <OpenReportBar report={report} onDismiss={dismiss} />}
      {isDialogOpen && (
        <Suspense>
          <OpenDialog
            canBrowse={features?.browseFolders === true}
            canPick={features?.uploads === true}
            onOpen={openChoice}
            onPick={(kind) => void pick(kind)}
            onClose={() => setIsDialogOpen(false)}
          />
        </Suspense>
      )}
    </OpeningContext>
  );
}
