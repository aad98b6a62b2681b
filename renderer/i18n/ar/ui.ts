import type { ui as source } from '../en/ui.ts';
import type { Translated } from '../Translated.ts';

export const ui = {
  close: 'إغلاق',
  clearSearch: 'مسح البحث',
  details: 'التفاصيل',
  moreActions: 'إجراءات أخرى',
  unknownDuration: 'المدة غير معروفة',
  key: {
    space: 'مسافة',
    enter: 'Enter',
    escape: 'Esc',
    delete: 'Del',
    control: 'Ctrl',
    shift: 'Shift',
    alt: 'Alt',
    up: 'أعلى',
    down: 'أسفل',
    left: 'يسار',
    right: 'يمين',
    home: 'Home',
    end: 'End',
    pageUp: 'Page Up',
    pageDown: 'Page Down',
  },
} satisfies Translated<typeof source, 'ar'>;
