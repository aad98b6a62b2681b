import { SwitchButton, SwitchField } from 'react-aria-components/Switch';
import { Text } from 'react-aria-components/Text';
import styles from './Switch.module.css';

export interface SwitchProps {
  readonly label: string;
  readonly description?: string;
  readonly isSelected: boolean;
  readonly onChange: (isSelected: boolean) => void;
  readonly isDisabled?: boolean;
}

/** A setting that is on or off and takes effect at once. */
export function Switch({ label, description, isDisabled = false, ...rest }: SwitchProps) {
  return (
    <SwitchField {...rest} isDisabled={isDisabled} className={styles.field ?? ''}>
      <SwitchButton className={styles.button ?? ''}>
        <span className={styles.label}>{label}</span>
        <span className={styles.rail}>
          <span className={styles.knob} />
        </span>
      </SwitchButton>
      {description !== undefined && (
        <Text slot="description" className={styles.description ?? ''}>
          {description}
        </Text>
      )}
    </SwitchField>
  );
}
