import { FileMusic, FolderUp } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FolderId } from '../../../electron/contract/ids.ts';
import { isolate } from '../../i18n/index.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { useIsNarrow } from '../../ui/useMediaQuery.ts';
import { FolderBrowser } from './FolderBrowser.tsx';
import { emptyChoice, type FolderChoice } from './FolderChoice.ts';
import styles from './OpenDialog.module.css';

interface OpenDialogProps {
  /** Are there folders of the machine Portamento runs on to browse? If not, the dialog says why. */
  readonly canBrowse: boolean;
  /** Can files of the machine the browser runs on be sent? */
  readonly canPick: boolean;
  /** Of the player, storage or folder it is copied to; `null` when it is to be played. */
  readonly playerName: string | null;
  readonly onOpen: (choice: FolderChoice) => void;
  readonly onPick: (kind: 'files' | 'folder') => void;
  readonly onClose: () => void;
}

/** The page's own open dialog, for hosts without the system's. */
export function OpenDialog(props: OpenDialogProps) {
  const { canBrowse, canPick, playerName, onOpen, onPick, onClose } = props;
  const { t } = useTranslation('opening');
  const [choice, setChoice] = useState<FolderChoice>(emptyChoice);
  const [folderId, setFolderId] = useState<FolderId | null>(null);
  const count = choice.grantIds.length + choice.folderIds.length;
  // Without a choice in it, the folder itself is what would be opened.
  const toOpen: FolderChoice =
    count > 0 || folderId === null ? choice : { grantIds: [], folderIds: [folderId] };
  const act = playerName === null ? 'open' : 'add';
  const openText =
    count > 0
      ? t(`dialog.${act}Files`, { count })
      : folderId === null
        ? t(`dialog.${act}Nothing`)
        : t(`dialog.${act}ThisFolder`);

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={
        playerName === null
          ? t('dialog.title')
          : t('dialog.addTitle', { name: isolate(playerName) })
      }
      size="large"
      shape={useIsNarrow() ? 'sheet' : 'window'}
      actions={
        <div className={styles.actions}>
          {canPick && (
            <div className={styles.device} role="group" aria-label={t('dialog.thisComputer')}>
              <span className={styles.deviceLabel}>{t('dialog.thisComputer')}</span>
              <Button icon={<FileMusic aria-hidden />} onPress={() => onPick('files')}>
                {t('dialog.chooseFiles')}
              </Button>
              <Button icon={<FolderUp aria-hidden />} onPress={() => onPick('folder')}>
                {t('dialog.chooseFolder')}
              </Button>
            </div>
          )}
          {canBrowse && (
            <Button
              variant="primary"
              isDisabled={toOpen.grantIds.length + toOpen.folderIds.length === 0}
              onPress={() => onOpen(toOpen)}
            >
              {openText}
            </Button>
          )}
        </div>
      }
    >
      <div className={styles.browser}>
        <FolderBrowser onChoose={setChoice} onEnter={setFolderId} onOpen={onOpen} />
      </div>
    </Dialog>
  );
}
