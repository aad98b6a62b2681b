import { RotateCw, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { CopyButton } from '../ui/CopyButton.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import styles from './CrashPage.module.css';
import { describeThrown } from './describeThrown.ts';

/** What is left when the page itself broke: go on, or take the details along. */
export function CrashPage({ error }: { readonly error: unknown }) {
  const { t } = useTranslation('app');
  const { message, stack } = describeThrown(error);
  return (
    <main className={styles.page} role="alert">
      <EmptyState
        icon={<TriangleAlert />}
        title={t('crash.title')}
        text={t('crash.text')}
        action={
          <>
            <Button
              variant="primary"
              icon={<RotateCw aria-hidden />}
              onPress={() => location.reload()}
            >
              {t('crash.reload')}
            </Button>
            <CopyButton label={t('crash.copy')} text={() => `${message}\n${stack}`} />
          </>
        }
      />
    </main>
  );
}
