import type { activities as source } from '../en/activities.ts';
import type { Translated } from '../Translated.ts';

export const activities = {
  label: 'النشاط',
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
    deletingObjects: 'جارٍ حذف {{subject}}',
    movingObjects: 'جارٍ نقل {{subject}}',
    readingObjects: 'جارٍ استعراض {{subject}}',
  },
  progress: '{{done, number}} من {{total, number}}',
  soFar_zero: 'لا شيء حتى الآن',
  soFar_one: 'واحد حتى الآن',
  soFar_two: 'اثنان حتى الآن',
  soFar_few: '{{count, number}} حتى الآن',
  soFar_many: '{{count, number}} حتى الآن',
  soFar_other: '{{count, number}} حتى الآن',
  cancel: 'إلغاء',
} satisfies Translated<typeof source, 'ar'>;
