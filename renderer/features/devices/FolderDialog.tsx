import { useState } from 'react';
import type { FolderId } from '../../../electron/contract/ids.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { FolderBrowser } from '../opening/index.ts';

interface FolderDialogProps {
  readonly title: string;
  /** What the folder is for. */
  readonly text?: string;
  readonly chooseLabel: string;
  readonly cancelLabel: string;
  readonly onChoose: (folderId: FolderId) => void;
  readonly onClose: () => void;
}

/** Asks for a folder of the machine Portamento runs on. */
export function FolderDialog(props: FolderDialogProps) {
  const { onChoose, onClose, text } = props;
  const [folderId, setFolderId] = useState<FolderId | null>(null);
  const choose = () => {
    if (folderId === null) return;
    onChoose(folderId);
    onClose();
  };
  return (
    <Dialog
      isOpen
      size="large"
      title={props.title}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{props.cancelLabel}</Button>
          <Button variant="primary" isDisabled={folderId === null} onPress={choose}>
            {props.chooseLabel}
          </Button>
        </>
      }
    >
      {text !== undefined && <p>{text}</p>}
      <FolderBrowser onEnter={setFolderId} />
    </Dialog>
  );
}
