import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { errorTraits, type AppError } from '../../electron/contract/errors.ts';
import { isolate } from './isolate.ts';

/** An error in the person's language. */
export interface LocalizedError {
  readonly title: string;
  readonly message: string;
  /** What to do, one sentence; `null` when there is nothing to be done. */
  readonly remedy: string | null;
}

/** Tells any error of the contract. */
export function useErrorText(): (error: AppError) => LocalizedError {
  const { t } = useTranslation('errors');
  return useCallback(
    (error) => {
      const { remedy } = errorTraits[error.code];
      const unnamed = error.code.startsWith('device.') ? 'thisPlayer' : 'thisFile';
      const subject =
        error.subject === undefined ? t(unnamed) : t('quoted', { name: isolate(error.subject) });
      return {
        title: t(`${error.code}.title`),
        message: t(`${error.code}.message`, { subject, failureCount: error.count ?? 0 }),
        remedy: remedy === 'none' ? null : t(`remedy.${remedy}`),
      };
    },
    [t],
  );
}
