import { X } from 'lucide-react';
import { useRef, type ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { useTranslation } from 'react-i18next';
import { Button } from './Button.tsx';
import { classNames } from './classNames.ts';
import styles from './Dialog.module.css';
import { IconButton } from './IconButton.tsx';
import { useIsScrolling } from './useIsScrolling.ts';

export interface DialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly size?: 'small' | 'medium' | 'large';
  /** `sheet` comes up from the bottom edge, for narrow windows. */
  readonly shape?: 'window' | 'sheet';
  /** Buttons at the end, the main one last. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A modal window with a title and a way out. Its body scrolls, its actions stay. */
export function Dialog({
  isOpen,
  onClose,
  title,
  size = 'medium',
  shape = 'window',
  actions,
  children,
}: DialogProps) {
  const { t } = useTranslation('ui');
  return (
    <ModalOverlay
      isOpen={isOpen}
      isDismissable
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      className={classNames(styles.overlay, shape === 'sheet' && styles.sheetOverlay)}
    >
      <Modal className={classNames(styles.modal, styles[size], shape === 'sheet' && styles.sheet)}>
        <AriaDialog className={styles.dialog ?? ''}>
          <header className={styles.header}>
            <Heading slot="title" level={2} className={styles.title ?? ''}>
              {title}
            </Heading>
            <IconButton label={t('close')} icon={<X />} size="small" onPress={onClose} />
          </header>
          <DialogBody>{children}</DialogBody>
          {actions !== undefined && <footer className={styles.actions}>{actions}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

function DialogBody({ children }: { readonly children: ReactNode }) {
  const body = useRef<HTMLDivElement>(null);
  const isScrolling = useIsScrolling(body);
  return (
    <div ref={body} className={styles.body} {...(isScrolling ? { tabIndex: 0 } : {})}>
      {children}
    </div>
  );
}

interface QuestionProps {
  readonly isOpen: boolean;
  readonly title: string;
  readonly text: string;
  /** A verb with its object: "Delete 3 files". */
  readonly confirmLabel: string;
  /** What staying as it is means: "Keep". */
  readonly cancelLabel: string;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/** Asked only before something that cannot be undone. Focus starts on the harmless answer. */
export function Question(props: QuestionProps) {
  return (
    <ModalOverlay
      isOpen={props.isOpen}
      onOpenChange={(open) => {
        if (!open) props.onCancel();
      }}
      className={styles.overlay ?? ''}
    >
      <Modal className={classNames(styles.modal, styles.small)}>
        <AriaDialog role="alertdialog" className={styles.dialog ?? ''}>
          <header className={styles.header}>
            <Heading slot="title" level={2} className={styles.title ?? ''}>
              {props.title}
            </Heading>
          </header>
          <p className={classNames(styles.body, styles.question)}>{props.text}</p>
          <footer className={styles.actions}>
            <Button autoFocus onPress={props.onCancel}>
              {props.cancelLabel}
            </Button>
            <Button variant="danger" onPress={props.onConfirm}>
              {props.confirmLabel}
            </Button>
          </footer>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
