import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import styles from './QueueMessage.module.css';

const shownMs = 8_000;

interface QueueMessageProps {
  readonly text: string;
  readonly canUndo: boolean;
  readonly onUndo: () => void;
  readonly onHide: () => void;
}

/** Says what was just done to the queue, and takes it back. */
export function QueueMessage({ text, canUndo, onUndo, onHide }: QueueMessageProps) {
  const { t } = useTranslation('queue');
  useEffect(() => {
    const timer = setTimeout(onHide, shownMs);
    return () => clearTimeout(timer);
  }, [text, onHide]);
  return (
    <div className={styles.message}>
      <span role="status" className={styles.text}>
        {text}
      </span>
      {canUndo && (
        <Button variant="quiet" onPress={onUndo}>
          {t('undo.short')}
        </Button>
      )}
    </div>
  );
}
