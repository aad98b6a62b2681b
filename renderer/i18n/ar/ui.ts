import type { ui as source } from '../en/ui.ts';
import type { Translated } from '../Translated.ts';

export const ui = {
  close: 'إغلاق',
  clearSearch: 'مسح البحث',
  unknownDuration: 'المدة غير معروفة',
  copied: 'تم النسخ',
  notCopied: 'لم يُنسخ',
  copyByHand: 'لا يمكن استخدام الحافظة هنا. النص محدَّد، فانسخه بالضغط على',
  textToCopy: 'النص المراد نسخه',
  key: {
    space: 'مسافة',
    enter: 'Enter',
    escape: 'Esc',
    delete: 'Del',
    backspace: 'Backspace',
    control: 'Ctrl',
    shift: 'Shift',
    alt: 'Alt',
    home: 'Home',
    end: 'End',
  },
} satisfies Translated<typeof source, 'ar'>;
