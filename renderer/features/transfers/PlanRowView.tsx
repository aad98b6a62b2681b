import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { PlanId } from '../../../electron/contract/ids.ts';
import { ConflictDecision, type PlanRow } from '../../../electron/contract/transfers.ts';
import { isolate, isolatePath, useErrorText, useFormats } from '../../i18n/index.ts';
import { Select } from '../../ui/Select.tsx';
import { TitleLines } from '../../ui/TitleLines.tsx';
import styles from './PlanRowView.module.css';
import { useDecide } from './useDecide.ts';

interface PlanRowViewProps {
  readonly planId: PlanId;
  readonly row: PlanRow;
}

/** One file: where it goes, what is in its way, and what will be done. */
export function PlanRowView({ planId, row }: PlanRowViewProps) {
  const { t } = useTranslation('transfers');
  const formats = useFormats();
  const folders = row.targetPath.split('/');
  const name = folders.pop() ?? row.fileName;
  const remark = useRemark(row);
  // What is refused goes nowhere.
  const place = row.step === 'refuse' || folders.length === 0 ? '' : isolatePath(folders.join('/'));
  return (
    <div className={styles.row} data-refused={row.step === 'refuse' || undefined}>
      <TitleLines
        title={name}
        line={[remark, place].filter(Boolean).join(' · ')}
        tone={row.step === 'refuse' ? 'danger' : 'plain'}
      />
      <span className={styles.size}>{formats.size(row.sizeBytes)}</span>
      {row.conflict === null ? (
        <span className={styles.step}>
          {row.unplayable && <TriangleAlert className={styles.warning} aria-hidden />}
          {row.step === null ? '' : t(`plan.step.${row.step}`)}
        </span>
      ) : (
        <Decision planId={planId} row={row} />
      )}
    </div>
  );
}

/** What deserves to be said of a row, the weightiest first. */
function useRemark(row: PlanRow): string {
  const { t } = useTranslation('transfers');
  const formats = useFormats();
  const errorText = useErrorText();
  const remarks: string[] = [];
  if (row.refusal !== null) {
    remarks.push(errorText({ code: row.refusal, subject: row.fileName }).message);
  }
  if (row.conflict !== null) {
    const { sizeBytes, modifiedAt } = row.conflict;
    const size = formats.size(sizeBytes);
    remarks.push(
      modifiedAt === null
        ? t('plan.there', { size })
        : t('plan.thereSince', { size, moment: formats.moment(new Date(modifiedAt)) }),
    );
  }
  if (row.renamed) remarks.push(`${t('plan.renamed')}: ${isolate(row.fileName)}`);
  if (row.unplayable) remarks.push(t(row.sizeBytes === 0 ? 'plan.emptyFile' : 'plan.unplayable'));
  return remarks.join(' · ');
}

function Decision({ planId, row }: PlanRowViewProps) {
  const { t } = useTranslation('transfers');
  const decide = useDecide(planId);
  const decided = ConflictDecision.options.find((decision) => decision === row.step);
  const choices: readonly (ConflictDecision | 'undecided')[] =
    decided === undefined ? ['undecided', ...ConflictDecision.options] : ConflictDecision.options;
  return (
    <Select
      label={t('plan.decideFor', { name: isolate(row.fileName) })}
      isLabelHidden
      value={decided ?? 'undecided'}
      options={choices.map((decision) => ({
        value: decision,
        label: decision === 'undecided' ? t('plan.decide') : t(`plan.decision.${decision}`),
      }))}
      onChange={(decision) => {
        if (decision !== 'undecided') decide(row.index, decision);
      }}
    />
  );
}
