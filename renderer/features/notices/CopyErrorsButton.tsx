import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../electron/contract/errors.ts';
import { useAppInfo } from '../../stores/index.ts';
import type { ButtonProps } from '../../ui/Button.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { errorDetails } from './errorDetails.ts';

interface CopyErrorsButtonProps {
  readonly errors: readonly AppError[];
  readonly variant?: NonNullable<ButtonProps['variant']>;
}

/** Copies what a report of these errors needs. */
export function CopyErrorsButton({ errors, variant = 'secondary' }: CopyErrorsButtonProps) {
  const { t } = useTranslation('notices');
  const appInfo = useAppInfo();
  return (
    <CopyButton
      variant={variant}
      label={t('copyDetails')}
      text={() => errorDetails(errors, new Date().toISOString(), appInfo)}
    />
  );
}
