import { useCallback, useEffect, useState } from 'react';

/** How long a button says that it has copied. */
const confirmationMs = 2_000;

/** Copies text; `isCopied` is true for a moment afterwards, for the button to say so. */
export function useCopyText(): {
  readonly isCopied: boolean;
  readonly copy: (text: string) => void;
} {
  const [copiedCount, setCopiedCount] = useState(0);
  const [isCopied, setIsCopied] = useState(false);

  const copy = useCallback((text: string) => {
    void navigator.clipboard.writeText(text).then(
      () => {
        setIsCopied(true);
        setCopiedCount((count) => count + 1);
      },
      () => setIsCopied(false),
    );
  }, []);

  useEffect(() => {
    if (copiedCount === 0) return;
    const timer = setTimeout(() => setIsCopied(false), confirmationMs);
    return () => clearTimeout(timer);
  }, [copiedCount]);

  return { isCopied, copy };
}
