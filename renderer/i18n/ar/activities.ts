import type { activities as source } from '../en/activities.ts';
import type { Translated } from '../Translated.ts';

export const activities = {
  label: 'النشاط',
  open_zero: 'عرض الأنشطة الجارية',
  open_one: 'عرض نشاط واحد جارٍ',
  open_two: 'عرض نشاطين جاريين',
  open_few: 'عرض {{count, number}} أنشطة جارية',
  open_many: 'عرض {{count, number}} نشاطًا جاريًا',
  open_other: 'عرض {{count, number}} نشاط جارٍ',
  running_zero: 'لا أنشطة',
  running_one: 'نشاط واحد',
  running_two: 'نشاطان',
  running_few: '{{count, number}} أنشطة',
  running_many: '{{count, number}} نشاطًا',
  running_other: '{{count, number}} نشاط',
  kind: {
    opening: 'جارٍ فتح {{subject}}',
    uploading: 'جارٍ إرسال {{subject}}',
    savingPlaylist: 'جارٍ حفظ {{subject}}',
  },
  progress: '{{done, number}} من {{total, number}}',
  soFar_zero: 'لا شيء حتى الآن',
  soFar_one: 'واحد حتى الآن',
  soFar_two: 'اثنان حتى الآن',
  soFar_few: '{{count, number}} حتى الآن',
  soFar_many: '{{count, number}} حتى الآن',
  soFar_other: '{{count, number}} حتى الآن',
  cancel: 'إلغاء',
  finished: 'انتهى: {{what}}',
} satisfies Translated<typeof source, 'ar'>;
