import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../ui/Dialog.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import styles from './ShortcutSheet.module.css';

interface ShortcutRow {
  readonly label: string;
  /** Each a chord of its own. */
  readonly chords: readonly (readonly string[])[];
}

export interface ShortcutGroup {
  readonly title: string;
  readonly rows: readonly ShortcutRow[];
}

interface ShortcutSheetProps {
  readonly groups: readonly ShortcutGroup[];
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** All keys on one sheet. */
export function ShortcutSheet({ groups, isOpen, onClose }: ShortcutSheetProps) {
  const { t } = useTranslation('shortcuts');
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t('title')} size="large">
      <div className={styles.groups}>
        {groups.map((group) => (
          <section key={group.title} className={styles.group}>
            <h3 className={styles.title}>{group.title}</h3>
            <dl>
              {group.rows.map((row) => (
                <div key={row.label} className={styles.row}>
                  <dt>{row.label}</dt>
                  <dd className={styles.keys}>
                    {row.chords.map((chord, index) => (
                      <Fragment key={chord.join('+')}>
                        {index > 0 && <span className={styles.or}>{t('or')}</span>}
                        <Kbd keys={chord} />
                      </Fragment>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
