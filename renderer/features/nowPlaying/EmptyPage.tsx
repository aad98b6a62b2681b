import { FolderOpen, Play } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useQueue } from '../../stores/index.ts';
import { Button } from '../../ui/Button.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import { useShortcutKeys } from '../../ui/shortcutKeys.ts';
import { useOpenDialog } from '../opening/index.ts';
import { usePlayerActions } from '../playerBar/index.ts';
import styles from './EmptyPage.module.css';

/** What this program is for, and the way to begin. */
export function EmptyPage() {
  const { t } = useTranslation('nowPlaying');
  const openDialog = useOpenDialog();
  const actions = usePlayerActions();
  const keys = useShortcutKeys()('openFiles') ?? ['Control', 'O'];
  const hasQueue = useQueue((queue) => (queue?.count ?? 0) > 0);
  const [beforeKeys, afterKeys] = t('empty.hint', { keys: '\n' }).split('\n');
  return (
    <div className={styles.page}>
      <svg className={styles.wave} viewBox="0 0 240 80" aria-hidden>
        <path d="M4 58C40 58 44 22 80 22s40 36 76 36 44-44 80-44" />
        <circle cx="4" cy="58" r="4" />
        <circle cx="236" cy="14" r="4" />
      </svg>
      <h1 className={styles.title}>{hasQueue ? t('empty.chooseFromQueue') : t('empty.title')}</h1>
      <p className={styles.text}>{hasQueue ? t('empty.queueText') : t('empty.text')}</p>
      {hasQueue ? (
        <Button variant="primary" icon={<Play aria-hidden />} onPress={() => actions.play()}>
          {t('empty.play')}
        </Button>
      ) : (
        <>
          <Button variant="primary" icon={<FolderOpen aria-hidden />} onPress={() => openDialog()}>
            {t('empty.open')}
          </Button>
          <p className={styles.hint}>
            {beforeKeys}
            <Kbd keys={keys} />
            {afterKeys}
          </p>
        </>
      )}
    </div>
  );
}
