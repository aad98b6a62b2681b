import type { notices as source } from '../en/notices.ts';
import type { Translated } from '../Translated.ts';

export const notices = {
  label: 'التنبيهات',
  copyDetails: 'نسخ التفاصيل',
  retry: 'إعادة المحاولة',
  dismiss: 'إخفاء',
  dismissAll: 'إخفاء الكل',
  repeated_zero: 'لم يتكرر ذلك.',
  repeated_one: 'تكرر ذلك مرة واحدة.',
  repeated_two: 'تكرر ذلك مرتين.',
  repeated_few: 'تكرر ذلك {{count, number}} مرات.',
  repeated_many: 'تكرر ذلك {{count, number}} مرة.',
  repeated_other: 'تكرر ذلك {{count, number}} مرة.',
  more_zero: 'لا تنبيهات أخرى',
  more_one: 'تنبيه آخر',
  more_two: 'تنبيهان آخران',
  more_few: '{{count, number}} تنبيهات أخرى',
  more_many: '{{count, number}} تنبيهًا آخر',
  more_other: '{{count, number}} تنبيه آخر',
  showLess: 'إظهار أقل',
  count_zero: 'لا تنبيهات',
  count_one: 'تنبيه واحد',
  count_two: 'تنبيهان',
  count_few: '{{count, number}} تنبيهات',
  count_many: '{{count, number}} تنبيهًا',
  count_other: '{{count, number}} تنبيه',
} satisfies Translated<typeof source, 'ar'>;
