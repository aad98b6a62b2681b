import type { RefObject } from 'react';
import { Label } from 'react-aria-components/Label';
import { TextArea } from 'react-aria-components/TextArea';
import { TextField } from 'react-aria-components/TextField';
import { useTranslation } from 'react-i18next';
import styles from './CopyByHand.module.css';
import { isMac } from './isMac.ts';
import { Kbd } from './Kbd.tsx';
import { DialogPopover } from './Popover.tsx';

interface CopyByHandProps {
  readonly text: string;
  /** The button beside which it opens. */
  readonly button: RefObject<HTMLButtonElement | null>;
  readonly onClose: () => void;
}

/** The text that could not be copied, selected for the keys of the browser. */
export function CopyByHand({ text, button, onClose }: CopyByHandProps) {
  const { t } = useTranslation('ui');
  return (
    <DialogPopover isOpen label={t('notCopied')} triggerRef={button} onOpenChange={onClose}>
      <div className={styles.content}>
        <p>
          {t('copyByHand')} <Kbd keys={[isMac ? 'Meta' : 'Control', 'C']} />
        </p>
        <TextField value={text} isReadOnly autoFocus>
          <Label className="visually-hidden">{t('textToCopy')}</Label>
          <TextArea
            className={styles.text ?? ''}
            dir="auto"
            onFocus={({ currentTarget }) => currentTarget.select()}
          />
        </TextField>
      </div>
    </DialogPopover>
  );
}
