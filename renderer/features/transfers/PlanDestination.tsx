import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { StorageSnapshot } from '../../../electron/contract/devices.ts';
import type { StorageId } from '../../../electron/contract/ids.ts';
import { isMusicFolderTemplate } from '../../../electron/contract/musicFolderTemplate.ts';
import type { TransferPlan } from '../../../electron/contract/transfers.ts';
import { useFormats } from '../../i18n/index.ts';
import { useBridge } from '../../stores/index.ts';
import { Select } from '../../ui/Select.tsx';
import { useTellError } from '../notices/index.ts';
import { MusicFolderField } from './MusicFolderField.tsx';
import styles from './PlanDestination.module.css';

/** The template may be typed in; it is planned for when typing has paused. */
const typingMs = 500;

interface PlanDestinationProps {
  readonly plan: TransferPlan;
  readonly storages: readonly StorageSnapshot[];
  /** What was typed as the template; `null` shows the plan's own. */
  readonly typed: string | null;
  readonly onType: (template: string | null) => void;
}

/**
 * Where the files go; another choice plans the same files anew, and one that cannot be planned for gives
 * way to the plan's own. Nothing to choose for a drop on a folder.
 */
export function PlanDestination({ plan, storages, typed, onType }: PlanDestinationProps) {
  const { t } = useTranslation('transfers');
  const formats = useFormats();
  const replan = useReplan(plan, () => onType(null));
  const { destination } = plan;
  const isTyping = isTypedAnew(plan, typed);

  useEffect(() => {
    if (typed === null || !isTyping || !isMusicFolderTemplate(typed)) return;
    const timer = setTimeout(() => replan({ template: typed }), typingMs);
    return () => clearTimeout(timer);
  }, [typed, isTyping, replan]);

  if (destination.kind === 'folder') return null;
  const writable = storages.filter(({ readOnly }) => !readOnly);
  return (
    <div className={styles.destination}>
      {writable.length > 1 && destination.storageId !== null && (
        <Select
          label={t('plan.storage')}
          value={destination.storageId}
          options={writable.map(({ storageId, label, freeBytes }) => ({
            value: storageId,
            label: `${label} · ${t('plan.free', { size: formats.size(freeBytes) })}`,
          }))}
          onChange={(storageId) => replan({ storageId })}
        />
      )}
      <MusicFolderField value={typed ?? destination.template ?? ''} onChange={onType} />
    </div>
  );
}

/** Does something else stand in the field than the plan was made with? */
export function isTypedAnew({ destination }: TransferPlan, typed: string | null): boolean {
  return destination.kind === 'byTemplate' && typed !== null && typed !== destination.template;
}

interface Change {
  readonly storageId?: StorageId;
  readonly template?: string;
}

/** Plans the same files for another place. */
function useReplan(
  { planId, destination }: TransferPlan,
  onRefused: () => void,
): (change: Change) => void {
  const bridge = useBridge();
  const tell = useTellError();
  return (change) => {
    if (destination.kind !== 'byTemplate') return;
    const changed = { ...destination, ...change };
    void bridge.invoke('transfer.replan', { planId, destination: changed }).then((outcome) => {
      if (outcome.ok) return;
      onRefused();
      tell(outcome.error);
    });
  };
}
