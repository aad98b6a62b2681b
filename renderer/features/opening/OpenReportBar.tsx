import { X } from 'lucide-react';
import { useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '../../i18n/index.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { lazyPart } from '../../ui/lazyPart.ts';
import { OnceOpened } from '../../ui/OnceOpened.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import styles from './OpenReportBar.module.css';
import { failuresOf, type OpenReport } from './useOpenRun.ts';

const FailuresDialog = lazyPart(async () => (await import('./FailuresDialog.tsx')).FailuresDialog);

interface OpenReportBarProps {
  readonly report: OpenReport;
  /** The bar itself, while it tells a result. */
  readonly box: RefObject<HTMLDivElement | null>;
  readonly onDismiss: () => void;
}

/** A line of the page: what opening does now, and once, what came of it. */
export function OpenReportBar({ report, box, onDismiss }: OpenReportBarProps) {
  const { t } = useTranslation('opening');
  const errorText = useErrorText();
  const [showsFailures, setShowsFailures] = useState(false);

  if (report.kind === 'walking') {
    return (
      <div className={styles.bar}>
        <div className={styles.walking}>
          <ProgressBar label={t('walking', { count: report.foundCount })} fraction={null} />
        </div>
        <Button variant="quiet" onPress={report.cancel}>
          {t('cancel')}
        </Button>
      </div>
    );
  }
  const failures = failuresOf(report);
  const dismiss = (
    <IconButton label={t('result.dismiss')} icon={<X />} size="small" onPress={onDismiss} />
  );
  return (
    <div ref={box} className={styles.bar}>
      <p className={styles.text} role="status">
        {report.kind === 'opened' ? <OpenedText report={report} /> : errorText(report.error).title}
      </p>
      {failures.length > 0 && (
        <Button variant="quiet" onPress={() => setShowsFailures(true)}>
          {t('result.details')}
        </Button>
      )}
      {dismiss}
      <OnceOpened isOpen={showsFailures}>
        <FailuresDialog
          isOpen={showsFailures}
          failures={failures}
          failedCount={report.kind === 'opened' ? report.outcome.failedCount : 1}
          onClose={() => setShowsFailures(false)}
        />
      </OnceOpened>
    </div>
  );
}

function OpenedText({ report }: { readonly report: Extract<OpenReport, { kind: 'opened' }> }) {
  const { t } = useTranslation('opening');
  const { addedCount, failedCount, ignoredCount } = report.outcome;
  const parts = [
    addedCount > 0 ? t('result.added', { count: addedCount }) : null,
    failedCount > 0 ? t('result.failed', { count: failedCount }) : null,
    addedCount + failedCount === 0 ? t('result.nothing') : null,
    addedCount + failedCount === 0 && ignoredCount > 0
      ? t('result.ignored', { count: ignoredCount })
      : null,
  ];
  return parts.filter((part) => part !== null).join(' · ');
}
