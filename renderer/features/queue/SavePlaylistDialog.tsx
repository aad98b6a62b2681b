import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../electron/contract/errors.ts';
import { CallId, type FolderId } from '../../../electron/contract/ids.ts';
import { PlaylistFormat } from '../../../electron/contract/queue.ts';
import { useErrorText } from '../../i18n/index.ts';
import { useBridge } from '../../stores/index.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { FolderBrowser } from '../opening/index.ts';
import styles from './SavePlaylistDialog.module.css';

interface SavePlaylistDialogProps {
  readonly format: PlaylistFormat;
  readonly onSaved: (fileName: string) => void;
  readonly onClose: () => void;
}

/** Saves the queue into a folder of the machine Portamento runs on. */
export function SavePlaylistDialog(props: SavePlaylistDialogProps) {
  const { t } = useTranslation('queue');
  const errorText = useErrorText();
  const bridge = useBridge();
  const [name, setName] = useState<string>(() => t('save.defaultName'));
  const [format, setFormat] = useState(props.format);
  const [folderId, setFolderId] = useState<FolderId | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const [isSaving, setIsSaving] = useState(false);
  const mayReplace = error?.code === 'file.exists';
  const isComplete = folderId !== null && name.trim() !== '';

  const save = async () => {
    if (folderId === null) return;
    setIsSaving(true);
    const outcome = await bridge.invoke('queue.saveToFolder', {
      callId: CallId.parse(crypto.randomUUID()),
      folderId,
      name: name.trim(),
      format,
      overwrite: mayReplace,
    });
    setIsSaving(false);
    if (outcome.ok) props.onSaved(outcome.value.fileName);
    else setError(outcome.error);
  };

  return (
    <Dialog
      isOpen
      onClose={props.onClose}
      title={t('save.title')}
      size="large"
      actions={
        <>
          <p className={styles.hint} role="status">
            {error !== null
              ? mayReplace
                ? t('save.exists')
                : errorText(error).message
              : folderId === null
                ? t('save.chooseFolder')
                : ''}
          </p>
          <Button onPress={props.onClose}>{t('save.cancel')}</Button>
          <Button
            variant={mayReplace ? 'danger' : 'primary'}
            isDisabled={!isComplete || isSaving}
            onPress={() => void save()}
          >
            {mayReplace ? t('save.replace') : t('save.save')}
          </Button>
        </>
      }
    >
      <div className={styles.fields}>
        <TextField
          label={t('save.name')}
          value={name}
          maxLength={200}
          className={styles.name ?? ''}
          onChange={(value) => {
            setName(value);
            setError(null);
          }}
        />
        <Select
          label={t('save.format')}
          value={format}
          options={PlaylistFormat.options.map((value) => ({ value, label: value.toUpperCase() }))}
          onChange={(value) => {
            setFormat(value);
            setError(null);
          }}
        />
      </div>
      <div className={styles.browser}>
        <FolderBrowser
          onEnter={(entered) => {
            setFolderId(entered);
            setError(null);
          }}
        />
      </div>
    </Dialog>
  );
}
