import { useEffect, useId, useRef, useState } from 'react';
import { Form } from 'react-aria-components/Form';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../electron/contract/errors.ts';
import { CallId, type FolderId } from '../../../electron/contract/ids.ts';
import { PlaylistFormat } from '../../../electron/contract/queue.ts';
import { useAppInfo, useBridge } from '../../stores/index.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { ErrorNote } from '../notices/index.ts';
import { FolderBrowser, useNoFoldersText } from '../opening/index.ts';
import styles from './SavePlaylistDialog.module.css';

interface SavePlaylistDialogProps {
  readonly format: PlaylistFormat;
  readonly onSaved: (fileName: string, leftOutCount: number) => void;
  readonly onClose: () => void;
}

/**
 * Saves the queue into a folder of the machine Portamento runs on. Goes away to close, which cancels
 * what is being saved.
 */
export function SavePlaylistDialog(props: SavePlaylistDialogProps) {
  const { t } = useTranslation('queue');
  const formId = useId();
  const hintId = useId();
  const [name, setName] = useState<string>(() => t('save.defaultName'));
  const [format, setFormat] = useState(props.format);
  const [folderId, setFolderId] = useState<FolderId | null>(null);
  const { save, isSaving, error, forgetError } = useSaving(props.onSaved);
  const mayReplace = error?.code === 'file.exists';
  const hint = useHint(folderId, mayReplace);

  return (
    <Dialog
      isOpen
      onClose={props.onClose}
      title={t('save.title')}
      size="large"
      actions={
        <>
          <p id={hintId} className={styles.hint} role="status">
            {hint}
          </p>
          <Button onPress={props.onClose}>{t('save.cancel')}</Button>
          <Button
            type="submit"
            form={formId}
            variant={mayReplace ? 'danger' : 'primary'}
            isDisabled={folderId === null || name.trim() === ''}
            aria-describedby={hintId}
          >
            {mayReplace ? t('save.replace') : t('save.save')}
          </Button>
        </>
      }
    >
      <Form
        id={formId}
        className={styles.fields ?? ''}
        onSubmit={(event) => {
          event.preventDefault();
          // The button stays enabled meanwhile: disabled, it would lose the keyboard.
          if (folderId === null || isSaving) return;
          void save({ folderId, name: name.trim(), format, overwrite: mayReplace });
        }}
      >
        <TextField
          label={t('save.name')}
          // A place to type, and Escape closes the dialog from anywhere inside it.
          autoFocus
          value={name}
          maxLength={200}
          className={styles.name ?? ''}
          onChange={(value) => {
            setName(value);
            forgetError();
          }}
        />
        <Select
          label={t('save.format')}
          value={format}
          options={PlaylistFormat.options.map((value) => ({ value, label: value.toUpperCase() }))}
          onChange={(value) => {
            setFormat(value);
            forgetError();
          }}
        />
      </Form>
      {error !== null && !mayReplace && <ErrorNote error={error} />}
      <div className={styles.browser}>
        <FolderBrowser
          onEnter={(entered) => {
            setFolderId(entered);
            forgetError();
          }}
        />
      </div>
    </Dialog>
  );
}

/** What is missing before it can be saved, or what saving would do. */
function useHint(folderId: FolderId | null, mayReplace: boolean): string {
  const { t } = useTranslation('queue');
  const canBrowse = useAppInfo()?.features.browseFolders !== false;
  const noFoldersText = useNoFoldersText();
  if (mayReplace) return t('save.exists');
  if (!canBrowse) return noFoldersText;
  return folderId === null ? t('save.chooseFolder') : '';
}

interface PlaylistToSave {
  readonly folderId: FolderId;
  readonly name: string;
  readonly format: PlaylistFormat;
  readonly overwrite: boolean;
}

/** Saves until the component goes away. */
function useSaving(onSaved: SavePlaylistDialogProps['onSaved']) {
  const bridge = useBridge();
  const [error, setError] = useState<AppError | null>(null);
  const [isSaving, setIsSaving] = useState(false);
  const saving = useRef<AbortController | null>(null);
  useEffect(() => () => saving.current?.abort(), []);

  const save = async (playlist: PlaylistToSave) => {
    const { signal } = (saving.current = new AbortController());
    setIsSaving(true);
    const callId = CallId.parse(crypto.randomUUID());
    const outcome = await bridge.invoke('queue.saveToFolder', { callId, ...playlist }, { signal });
    if (signal.aborted) return;
    setIsSaving(false);
    if (outcome.ok) onSaved(outcome.value.fileName, outcome.value.leftOutCount);
    else setError(outcome.error);
  };
  return { save, isSaving, error, forgetError: () => setError(null) };
}
