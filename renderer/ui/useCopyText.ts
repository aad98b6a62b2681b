import { useCallback, useEffect, useState } from 'react';

/** How long a button says that it has copied. */
const confirmationMs = 2_000;

type CopyState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'copied' }
  /** The clipboard is not ours to write: the text is left for the person to copy. */
  | { readonly kind: 'failed'; readonly text: string };

const idle: CopyState = { kind: 'idle' };

/** Copies text, and knows how it went: for a moment when it did, until `dismiss` when it did not. */
export function useCopyText(): {
  readonly state: CopyState;
  readonly copy: (text: string) => void;
  readonly dismiss: () => void;
} {
  const [state, setState] = useState(idle);
  const copy = useCallback((text: string) => {
    void writeToClipboard(text).then((written) =>
      setState(written ? { kind: 'copied' } : { kind: 'failed', text }),
    );
  }, []);
  const dismiss = useCallback(() => setState(idle), []);

  useEffect(() => {
    if (state.kind !== 'copied') return;
    const timer = setTimeout(dismiss, confirmationMs);
    return () => clearTimeout(timer);
  }, [state, dismiss]);

  return { state, copy, dismiss };
}

/** @returns whether the clipboard took it: it may be refused, and insecure origins have none */
async function writeToClipboard(text: string): Promise<boolean> {
  if (!('clipboard' in navigator)) return false;
  return await navigator.clipboard.writeText(text).then(
    () => true,
    () => false,
  );
}
