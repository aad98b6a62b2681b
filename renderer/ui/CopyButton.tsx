import { Check, Copy } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button, type ButtonProps } from './Button.tsx';
import { IconButton } from './IconButton.tsx';
import { useCopyText } from './useCopyText.ts';

interface CopyButtonProps {
  /** Names what is copied: "Copy log". */
  readonly label: string;
  readonly variant?: NonNullable<ButtonProps['variant']>;
  /** Asked when it is pressed. */
  readonly text: () => string;
}

/** Copies text, and says for a moment that it has. */
export function CopyButton({ label, variant = 'secondary', text }: CopyButtonProps) {
  const { t } = useTranslation('ui');
  const { isCopied, copy } = useCopyText();
  return (
    <Button
      variant={variant}
      icon={isCopied ? <Check aria-hidden /> : <Copy aria-hidden />}
      onPress={() => copy(text())}
    >
      {isCopied ? t('copied') : label}
    </Button>
  );
}

interface CopyIconButtonProps extends Omit<CopyButtonProps, 'variant'> {
  readonly isDisabled?: boolean;
}

/** The same without words. */
export function CopyIconButton({ label, text, isDisabled = false }: CopyIconButtonProps) {
  const { t } = useTranslation('ui');
  const { isCopied, copy } = useCopyText();
  return (
    <IconButton
      label={isCopied ? t('copied') : label}
      icon={isCopied ? <Check /> : <Copy />}
      size="small"
      isDisabled={isDisabled}
      onPress={() => copy(text())}
    />
  );
}
