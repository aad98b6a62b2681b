import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/TextField.tsx';

interface NameDialogProps {
  readonly title: string;
  readonly label: string;
  readonly description?: string;
  readonly initial: string;
  readonly mayBeEmpty?: boolean;
  readonly maximumLength: number;
  readonly saveLabel: string;
  readonly cancelLabel: string;
  readonly onSave: (name: string) => void;
  readonly onClose: () => void;
}

/** Asks for one name. Enter saves it. */
export function NameDialog(props: NameDialogProps) {
  const [name, setName] = useState(props.initial);
  const isComplete = props.mayBeEmpty === true || name.trim() !== '';
  const save = () => {
    if (!isComplete) return;
    props.onSave(name.trim());
    props.onClose();
  };
  return (
    <Dialog
      isOpen
      size="small"
      title={props.title}
      onClose={props.onClose}
      actions={
        <>
          <Button onPress={props.onClose}>{props.cancelLabel}</Button>
          <Button variant="primary" isDisabled={!isComplete} onPress={save}>
            {props.saveLabel}
          </Button>
        </>
      }
    >
      <TextField
        label={props.label}
        value={name}
        maxLength={props.maximumLength}
        autoFocus
        onChange={setName}
        onKeyDown={(event) => {
          if (event.key === 'Enter') save();
        }}
        {...(props.description === undefined ? {} : { description: props.description })}
      />
    </Dialog>
  );
}
