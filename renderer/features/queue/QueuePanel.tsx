import { FolderOpen, ListMusic, SearchX } from 'lucide-react';
import { Suspense, useCallback, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CallId } from '../../../electron/contract/ids.ts';
import type { PlaylistFormat, QueueSnapshot } from '../../../electron/contract/queue.ts';
import { isolate } from '../../i18n/index.ts';
import {
  onlyRow,
  selectedCount,
  useAppInfo,
  useBridge,
  usePlayback,
  useQueue,
} from '../../stores/index.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { lazyPart } from '../../ui/lazyPart.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { useIsPanelSheet } from '../../ui/useMediaQuery.ts';
import { ErrorState, useTellError } from '../notices/index.ts';
import { useOpenDialog } from '../opening/index.ts';
import { QueueHeader } from './QueueHeader.tsx';
import { QueueList, type QueueListHandle } from './QueueList.tsx';
import { QueueMessage } from './QueueMessage.tsx';
import styles from './QueuePanel.module.css';
import { toQueueSelection } from './toQueueSelection.ts';
import { useDebounced } from './useDebounced.ts';
import { useQueueCommands } from './useQueueCommands.ts';
import { useQueuePages } from './useQueuePages.ts';
import { useQueueSelection } from './useQueueSelection.ts';

const SavePlaylistDialog = lazyPart(
  async () => (await import('./SavePlaylistDialog.tsx')).SavePlaylistDialog,
);

const searchDelayMs = 150;

interface QueuePanelProps {
  /** Beside the queue's own buttons, such as one that closes the panel. */
  readonly actions?: ReactNode;
}

/** The play queue; fills the box it is put in. */
export function QueuePanel({ actions = null }: QueuePanelProps) {
  const queue = useQueue();
  return (
    <div className={styles.panel}>
      {queue === null ? (
        <Skeleton shape="row" count={8} className={styles.loading ?? ''} />
      ) : (
        <Queue queue={queue} actions={actions} />
      )}
    </div>
  );
}

interface QueueProps {
  readonly queue: QueueSnapshot;
  readonly actions: ReactNode;
}

function Queue({ queue, actions }: QueueProps) {
  const { t } = useTranslation('queue');
  const tell = useTellError();
  const bridge = useBridge();
  const features = useAppInfo()?.features;
  const openDialog = useOpenDialog();
  const isSheet = useIsPanelSheet();
  const commands = useQueueCommands();
  const isPlaying = usePlayback((playback) => playback?.value.status === 'playing');
  const [searchText, setSearchText] = useState('');
  const search = useDebounced(searchText.trim(), searchDelayMs);
  const pages = useQueuePages(queue.count === 0 ? '' : search);
  const count = pages.count ?? 0;
  const state = useQueueSelection({ pages, search, revision: queue.revision });
  const list = useRef<QueueListHandle>(null);
  const [message, setMessage] = useState<{
    readonly text: string;
    readonly undoes: boolean;
  } | null>(null);
  const hideMessage = useCallback(() => setMessage(null), []);
  const [savesAs, setSavesAs] = useState<PlaylistFormat | null>(null);

  const remove = async () => {
    // Without a selection it is the row the keyboard is on.
    const rows =
      toQueueSelection(state.selection) === null && state.activeRow !== undefined
        ? onlyRow(state.activeRow.entryId)
        : state.selection;
    const selection = toQueueSelection(rows);
    if (selection === null) return;
    state.keepPlace();
    state.selectNone();
    if (await commands.remove(selection)) {
      setMessage({ text: t('removed', { count: selectedCount(rows, count) }), undoes: true });
    }
  };
  const clear = async () => {
    if (await commands.clear()) setMessage({ text: t('cleared'), undoes: true });
  };
  const undo = () => {
    setMessage(null);
    commands.undo();
  };
  const showCurrent = async () => {
    if (queue.currentEntryId === null) return;
    setSearchText('');
    const index = await commands.indexOf(queue.currentEntryId);
    if (index !== null) list.current?.show(index);
  };
  const playFound = async () => {
    // The list may still be behind what was typed.
    const wanted = searchText.trim();
    const [first] = wanted === '' ? [] : await commands.find(wanted);
    if (first !== undefined) commands.play(first.entryId);
  };
  const save = async (format: PlaylistFormat) => {
    if (features?.nativeDialogs !== true) {
      setSavesAs(format);
      return;
    }
    const callId = CallId.parse(crypto.randomUUID());
    const outcome = await bridge.invoke('queue.saveWithDialog', { callId, format });
    if (!outcome.ok) tell(outcome.error);
    else if (outcome.value.fileName !== null) {
      tellSaved(outcome.value.fileName, outcome.value.leftOutCount);
    }
  };
  const tellSaved = (fileName: string, leftOutCount: number) => {
    setSavesAs(null);
    const name = isolate(fileName);
    const text =
      leftOutCount === 0 ? t('saved', { name }) : t('savedWithout', { name, count: leftOutCount });
    setMessage({ text, undoes: false });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key === 'z';
    if (!isUndo || event.target instanceof HTMLInputElement || queue.undo === null) return;
    event.preventDefault();
    event.stopPropagation();
    undo();
  };

  return (
    <div className={styles.queue} onKeyDown={onKeyDown}>
      <QueueHeader
        queue={queue}
        searchText={searchText}
        foundCount={search === '' ? null : pages.count}
        selectedCount={state.count}
        actions={actions}
        onSearch={setSearchText}
        onPlayFound={() => void playFound()}
        onEnterList={() => list.current?.show(search === '' ? state.activePlace : 0)}
        onShowCurrent={() => void showCurrent()}
        onUndo={undo}
        onSave={(format) => void save(format)}
        onClear={() => void clear()}
        onSelectAll={state.selectAll}
      />
      {queue.count === 0 ? (
        <EmptyState
          icon={<ListMusic />}
          title={t('empty.title')}
          text={t('empty.text')}
          action={
            // Beside it the page and the sidebar have this button.
            isSheet && (
              <Button
                variant="primary"
                icon={<FolderOpen aria-hidden />}
                onPress={() => openDialog()}
              >
                {t('empty.open')}
              </Button>
            )
          }
        />
      ) : pages.error !== null ? (
        <ErrorState error={pages.error} onRetry={() => pages.retry()} />
      ) : pages.count === null ? (
        <Skeleton shape="row" count={8} className={styles.loading ?? ''} />
      ) : count === 0 ? (
        <EmptyState
          icon={<SearchX />}
          title={t('noMatch.title')}
          text={t('noMatch.text', { search: isolate(search) })}
          action={<Button onPress={() => setSearchText('')}>{t('noMatch.clear')}</Button>}
        />
      ) : (
        <QueueList
          ref={list}
          pages={pages}
          search={search}
          count={count}
          state={state}
          commands={commands}
          currentEntryId={queue.currentEntryId}
          currentPlace={queue.currentIndex}
          isPlaying={isPlaying}
          onRemove={() => void remove()}
        />
      )}
      {message !== null && (
        <QueueMessage
          text={message.text}
          canUndo={message.undoes && queue.undo !== null}
          onUndo={undo}
          onHide={hideMessage}
        />
      )}
      {savesAs !== null && (
        <Suspense>
          <SavePlaylistDialog
            format={savesAs}
            onSaved={tellSaved}
            onClose={() => setSavesAs(null)}
          />
        </Suspense>
      )}
    </div>
  );
}
