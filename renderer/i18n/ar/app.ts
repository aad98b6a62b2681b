import type { app as source } from '../en/app.ts';
import type { Translated } from '../Translated.ts';

export const app = {
  name: 'Portamento',
  skipToContent: 'الانتقال إلى المحتوى',
  closePanel: 'إغلاق اللوحة',
  connection: {
    lost: 'انقطع الاتصال مع Portamento. تجري إعادة المحاولة…',
    refused: 'لم تعد مسجّل الدخول إلى Portamento.',
    outdated: 'إصدار هذه الصفحة يختلف عن إصدار Portamento.',
    reload: 'إعادة تحميل الصفحة',
    signIn: 'تسجيل الدخول',
    retry: 'حاول الآن',
  },
  crash: {
    title: 'تعثّرت هذه الصفحة',
    text: 'قائمة الانتظار والإعدادات محفوظة. أعد تحميل الصفحة للمتابعة، وإن تكرر ذلك فانسخ التفاصيل وأبلغ عنها.',
    reload: 'إعادة التحميل',
    copy: 'نسخ التفاصيل',
  },
} satisfies Translated<typeof source, 'ar'>;
