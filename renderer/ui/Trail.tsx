import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import styles from './Trail.module.css';

interface TrailProps<Id extends string> {
  /** Accessible name. */
  readonly label: string;
  /** Where the trail begins. */
  readonly root: { readonly icon: ReactNode; readonly name: string };
  /** From below the root down to where the person is. */
  readonly parts: readonly { readonly id: Id; readonly name: string }[];
  /** `null` is the root. */
  readonly onEnter: (id: Id | null) => void;
}

/** The way from a root down to the folder shown; each part leads there. */
export function Trail<Id extends string>({ label, root, parts, onEnter }: TrailProps<Id>) {
  return (
    <nav aria-label={label} className={styles.trail}>
      <ol>
        <li>
          <AriaButton
            className={styles.part ?? ''}
            isDisabled={parts.length === 0}
            onPress={() => onEnter(null)}
          >
            {root.icon}
            <bdi>{root.name}</bdi>
          </AriaButton>
        </li>
        {parts.map(({ id, name }, index) => {
          const isHere = index === parts.length - 1;
          return (
            <li key={id}>
              <ChevronRight aria-hidden className="mirror-rtl" />
              <AriaButton
                className={styles.part ?? ''}
                isDisabled={isHere}
                {...(isHere ? { 'aria-current': 'location' } : {})}
                onPress={() => onEnter(id)}
              >
                <bdi>{name}</bdi>
              </AriaButton>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
