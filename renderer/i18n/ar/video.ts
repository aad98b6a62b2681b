import type { video as source } from '../en/video.ts';
import type { Translated } from '../Translated.ts';

export const video = {
  label: 'فيديو',
  inMiniPlayer: 'الصورة في المشغّل المصغّر.',
  play: 'تشغيل',
  pause: 'إيقاف مؤقت',
  fullScreen: 'ملء الشاشة',
  leaveFullScreen: 'الخروج من ملء الشاشة',
} as const satisfies Translated<typeof source, 'ar'>;
