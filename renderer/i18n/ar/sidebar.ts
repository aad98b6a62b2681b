import type { sidebar as source } from '../en/sidebar.ts';
import type { Translated } from '../Translated.ts';

export const sidebar = {
  label: 'الأقسام الرئيسية',
  listen: 'استماع',
  players: 'المشغّلات',
  signalPath: 'مسار الإشارة',
  settings: 'الإعدادات',
  shortcuts: 'اختصارات لوحة المفاتيح',
  queue: 'الانتظار',
  open: 'فتح',
} satisfies Translated<typeof source, 'ar'>;
