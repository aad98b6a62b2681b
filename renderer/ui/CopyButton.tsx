import { Check, Copy } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, type ButtonProps } from './Button.tsx';
import { CopyByHand } from './CopyByHand.tsx';
import { IconButton } from './IconButton.tsx';
import { useCopyText } from './useCopyText.ts';

interface CopyButtonProps {
  /** Names what is copied: "Copy log". */
  readonly label: string;
  readonly variant?: NonNullable<ButtonProps['variant']>;
  /** Asked when it is pressed. */
  readonly text: () => string;
}

/** Copies text and says for a moment that it has, or offers the text to be copied by hand. */
export function CopyButton({ label, variant = 'secondary', text }: CopyButtonProps) {
  const { t } = useTranslation('ui');
  const button = useRef<HTMLButtonElement>(null);
  const { state, copy, dismiss } = useCopyText();
  const isCopied = state.kind === 'copied';
  return (
    <>
      <Button
        ref={button}
        variant={variant}
        icon={isCopied ? <Check aria-hidden /> : <Copy aria-hidden />}
        onPress={() => copy(text())}
      >
        {isCopied ? t('copied') : label}
      </Button>
      {state.kind === 'failed' && (
        <CopyByHand text={state.text} button={button} onClose={dismiss} />
      )}
    </>
  );
}

interface CopyIconButtonProps extends Omit<CopyButtonProps, 'variant'> {
  readonly isDisabled?: boolean;
}

/** The same without words. */
export function CopyIconButton({ label, text, isDisabled = false }: CopyIconButtonProps) {
  const { t } = useTranslation('ui');
  const button = useRef<HTMLButtonElement>(null);
  const { state, copy, dismiss } = useCopyText();
  const isCopied = state.kind === 'copied';
  return (
    <>
      <IconButton
        ref={button}
        label={isCopied ? t('copied') : label}
        icon={isCopied ? <Check /> : <Copy />}
        size="small"
        isDisabled={isDisabled}
        onPress={() => copy(text())}
      />
      {state.kind === 'failed' && (
        <CopyByHand text={state.text} button={button} onClose={dismiss} />
      )}
    </>
  );
}
