import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../electron/contract/errors.ts';
import { useErrorText } from '../../i18n/index.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { CopyErrorsButton } from './CopyErrorsButton.tsx';

interface ErrorStateProps {
  readonly error: AppError;
  readonly onRetry?: () => void;
}

/** In the place of what could not be shown: what happened, what to do, and the details to copy. */
export function ErrorState({ error, onRetry }: ErrorStateProps) {
  const { t } = useTranslation('notices');
  const { title, message, remedy } = useErrorText()(error);
  if (error.code === 'app.cancelled') return null;
  return (
    <EmptyState
      role="alert"
      icon={<TriangleAlert />}
      title={title}
      text={[message, remedy].filter((part) => part !== null).join(' ')}
      action={
        <>
          {onRetry !== undefined && <Button onPress={onRetry}>{t('retry')}</Button>}
          <CopyErrorsButton variant="quiet" errors={[error]} />
        </>
      }
    />
  );
}
