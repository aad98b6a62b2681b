import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import {
  isMusicFolderTemplate,
  templateTokens,
  unknownTokens,
  type TemplateToken,
} from '../../../electron/contract/musicFolderTemplate.ts';
import { isolate } from '../../i18n/index.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import styles from './MusicFolderField.module.css';

interface MusicFolderFieldProps {
  readonly value: string;
  readonly onChange: (template: string) => void;
  readonly onEnter?: () => void;
  readonly autoFocus?: boolean;
}

/** The template of the folder that music goes to, and what can be put in where the caret is. */
export function MusicFolderField(props: MusicFolderFieldProps) {
  const { value, onChange, onEnter, autoFocus = false } = props;
  const { t } = useTranslation('transfers');
  const field = useRef<HTMLDivElement>(null);
  const unknown = unknownTokens(value);
  const insert = (token: TemplateToken) => {
    const at = field.current?.querySelector('input')?.selectionStart ?? value.length;
    onChange(`${value.slice(0, at)}{${token}}${value.slice(at)}`);
  };
  return (
    <div ref={field} className={styles.field}>
      <TextField
        label={t('template.label')}
        value={value}
        maxLength={200}
        autoFocus={autoFocus}
        isInvalid={!isMusicFolderTemplate(value)}
        errorMessage={
          unknown.length > 0
            ? t('template.unknown', { tokens: isolate(unknown.join(' ')) })
            : t('template.missing')
        }
        onChange={onChange}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onEnter?.();
        }}
      />
      <div className={styles.tokens} role="group" aria-label={t('template.insert')}>
        {templateTokens.map((token) => (
          <Button key={token} variant="quiet" onPress={() => insert(token)}>
            {t(`template.token.${token}`)}
          </Button>
        ))}
      </div>
    </div>
  );
}
