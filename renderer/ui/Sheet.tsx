import type { ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import styles from './Sheet.module.css';

export interface SheetProps {
  /** Accessible name. */
  readonly label: string;
  readonly onClose: () => void;
  /** Brings its own heading and way out. */
  readonly children: ReactNode;
}

/** A panel over a narrow window, up from its foot; open while it is there. */
export function Sheet({ label, onClose, children }: SheetProps) {
  return (
    <ModalOverlay
      isOpen
      isDismissable
      className={styles.overlay ?? ''}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <Modal className={styles.modal ?? ''}>
        <AriaDialog className={styles.dialog ?? ''} aria-label={label}>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
