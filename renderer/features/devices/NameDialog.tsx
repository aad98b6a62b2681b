import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../electron/contract/errors.ts';
import type { Outcome } from '../../../electron/contract/messages.ts';
import { isolate, useErrorText } from '../../i18n/index.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/TextField.tsx';

/** What FAT and Windows forbid, as most players do. */
const forbiddenCharacters = ['\\', '/', ':', '*', '?', '"', '<', '>', '|'];

interface NameDialogProps {
  readonly title: string;
  readonly label: string;
  readonly description?: string;
  readonly initial: string;
  readonly mayBeEmpty?: boolean;
  readonly maximumLength: number;
  readonly saveLabel: string;
  readonly cancelLabel: string;
  /** `signal` aborts when the dialog is closed meanwhile. */
  readonly onSave: (name: string, signal: AbortSignal) => Promise<Outcome<unknown>>;
  readonly onClose: () => void;
}

/** Asks for one name. Enter saves it; what is refused stays in the field, with the reason. */
export function NameDialog(props: NameDialogProps) {
  const { t } = useTranslation('devices');
  const [name, setName] = useState(props.initial);
  const [error, setError] = useState<AppError | null>(null);
  /** Of what is being saved. */
  const [saving, setSaving] = useState<AbortController | null>(null);
  const isSaving = saving !== null;
  const reason = useReason(error, name);
  const canSave = !isSaving && (props.mayBeEmpty === true || name.trim() !== '');
  const save = async () => {
    if (!canSave) return;
    const controller = new AbortController();
    setSaving(controller);
    const outcome = await props.onSave(name.trim(), controller.signal);
    if (controller.signal.aborted) return;
    setSaving(null);
    if (outcome.ok) props.onClose();
    else setError(outcome.error);
  };
  const close = () => {
    saving?.abort();
    props.onClose();
  };
  return (
    <Dialog
      isOpen
      size="small"
      title={props.title}
      onClose={close}
      actions={
        <>
          <Button onPress={close}>{props.cancelLabel}</Button>
          <Button variant="primary" isDisabled={!canSave} onPress={() => void save()}>
            {isSaving ? t('name.saving') : props.saveLabel}
          </Button>
        </>
      }
    >
      <TextField
        label={props.label}
        value={name}
        maxLength={props.maximumLength}
        autoFocus
        isInvalid={error !== null}
        errorMessage={reason}
        onChange={(typed) => {
          setName(typed);
          setError(null);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') void save();
        }}
        {...(props.description === undefined ? {} : { description: props.description })}
      />
    </Dialog>
  );
}

/** Why the name was refused, with the characters of it that most probably are to blame. */
function useReason(error: AppError | null, name: string): string | undefined {
  const { t } = useTranslation('devices');
  const errorText = useErrorText();
  if (error === null) return undefined;
  const { message, remedy } = errorText(error);
  const found = forbiddenCharacters.filter((character) => name.includes(character));
  const hint =
    error.code === 'device.illegalName' && found.length > 0
      ? t('name.characters', { characters: isolate(found.join(' ')) })
      : '';
  return [message, remedy, hint].filter(Boolean).join(' ');
}
