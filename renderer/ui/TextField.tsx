import { Search, X } from 'lucide-react';
import type { Ref } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { FieldError } from 'react-aria-components/FieldError';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import {
  SearchField as AriaSearchField,
  type SearchFieldProps as AriaSearchFieldProps,
} from 'react-aria-components/SearchField';
import { Text } from 'react-aria-components/Text';
import {
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
} from 'react-aria-components/TextField';
import { useTranslation } from 'react-i18next';
import { classNames } from './classNames.ts';
import styles from './TextField.module.css';

export interface TextFieldProps extends Omit<
  AriaTextFieldProps,
  'className' | 'style' | 'children'
> {
  readonly label: string;
  readonly description?: string;
  /** Shown while `isInvalid`. */
  readonly errorMessage?: string | undefined;
  readonly className?: string;
}

/** One line of text with a visible label. */
export function TextField(props: TextFieldProps) {
  const { label, description, errorMessage, className, ...rest } = props;
  return (
    <AriaTextField {...rest} className={classNames(styles.field, className)}>
      <Label className={styles.label ?? ''}>{label}</Label>
      <Input className={styles.input ?? ''} />
      {description !== undefined && (
        <Text slot="description" className={styles.description ?? ''}>
          {description}
        </Text>
      )}
      <FieldError className={styles.error ?? ''}>{errorMessage}</FieldError>
    </AriaTextField>
  );
}

export interface SearchFieldProps extends Omit<
  AriaSearchFieldProps,
  'className' | 'style' | 'children'
> {
  /** Accessible name and placeholder. */
  readonly label: string;
  readonly inputRef?: Ref<HTMLInputElement>;
  readonly className?: string;
}

/**
 * A search; Escape clears it. The `/` key focuses the one whose input is marked with
 * `data-search` in the topmost view, which this does.
 */
export function SearchField({ label, inputRef, className, ...rest }: SearchFieldProps) {
  const { t } = useTranslation('ui');
  return (
    <AriaSearchField
      {...rest}
      aria-label={label}
      className={classNames(styles.search, styles.input, className)}
    >
      {({ isEmpty }) => (
        <>
          <Search aria-hidden />
          <Input
            {...(inputRef === undefined ? {} : { ref: inputRef })}
            className={styles.bare ?? ''}
            placeholder={label}
            data-search=""
          />
          {!isEmpty && (
            <AriaButton className={styles.clear ?? ''} aria-label={t('clearSearch')}>
              <X />
            </AriaButton>
          )}
        </>
      )}
    </AriaSearchField>
  );
}
