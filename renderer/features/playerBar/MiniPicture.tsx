import { usePictureHost } from '../sink/index.ts';
import styles from './MiniPicture.module.css';

/** The playing picture where a cover would be. */
export function MiniPicture({ className }: { readonly className: string | undefined }) {
  const host = usePictureHost();
  return (
    <div className={className}>
      <div ref={host} className={styles.picture} />
    </div>
  );
}
