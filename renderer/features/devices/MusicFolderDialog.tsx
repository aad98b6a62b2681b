import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isMusicFolderTemplate } from '../../../electron/contract/musicFolderTemplate.ts';
import type { Outcome } from '../../../electron/contract/messages.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { useTellError } from '../notices/index.ts';
import { MusicFolderField } from '../transfers/index.ts';

interface MusicFolderDialogProps {
  readonly initial: string;
  readonly onSave: (template: string) => Promise<Outcome<unknown>>;
  readonly onClose: () => void;
}

/** Asks where music lands on a player, whenever nothing else is said. */
export function MusicFolderDialog({ initial, onSave, onClose }: MusicFolderDialogProps) {
  const { t } = useTranslation('devices');
  const tell = useTellError();
  const [template, setTemplate] = useState(initial);
  const canSave = isMusicFolderTemplate(template);
  const save = async () => {
    if (!canSave) return;
    const outcome = await onSave(template.trim());
    if (outcome.ok) onClose();
    else tell(outcome.error);
  };
  return (
    <Dialog
      isOpen
      size="small"
      title={t('template.title')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('name.cancel')}</Button>
          <Button variant="primary" isDisabled={!canSave} onPress={() => void save()}>
            {t('name.save')}
          </Button>
        </>
      }
    >
      <MusicFolderField
        value={template}
        autoFocus
        onChange={setTemplate}
        onEnter={() => void save()}
      />
    </Dialog>
  );
}
