import { Film, Music } from 'lucide-react';
import { useState } from 'react';
import { artUrl } from './artUrl.ts';
import { classNames } from './classNames.ts';
import styles from './Cover.module.css';

export interface CoverProps {
  readonly artId: string | null;
  /** Decides the placeholder's tint, so that one album keeps its own; empty for none. */
  readonly seed: string;
  readonly hasVideo?: boolean;
  /** Shows a picture that is not square with its edges, in place of cropping it. */
  readonly isWhole?: boolean;
  /** Fills its box; the caller gives the width. */
  readonly className?: string | undefined;
  /** Said by screen readers; empty where the title stands beside it. */
  readonly alt?: string;
}

/** A square cover, or a quiet tinted tile where there is none or it does not load. */
export function Cover({
  artId,
  seed,
  hasVideo = false,
  isWhole = false,
  className,
  alt = '',
}: CoverProps) {
  const [failedArtId, setFailedArtId] = useState<string | null>(null);
  if (artId === null || artId === failedArtId) {
    return (
      <div
        className={classNames(styles.cover, styles.placeholder, className)}
        style={{ '--hue': hueOf(seed), '--tint': seed === '' ? 0 : 1 }}
        {...(alt === '' ? { 'aria-hidden': true } : { role: 'img', 'aria-label': alt })}
      >
        {hasVideo ? <Film strokeWidth={1.5} /> : <Music strokeWidth={1.5} />}
      </div>
    );
  }
  return (
    <div className={classNames(styles.cover, className)} data-whole={isWhole || undefined}>
      <img
        src={artUrl(artId)}
        alt={alt}
        draggable={false}
        decoding="async"
        onError={() => setFailedArtId(artId)}
      />
    </div>
  );
}

/** A colour angle that is the same for the same text. */
function hueOf(seed: string): number {
  let hash = 7;
  for (let index = 0; index < seed.length; index += 1) {
    hash = (hash * 31 + seed.charCodeAt(index)) % 360_007;
  }
  return hash % 360;
}
