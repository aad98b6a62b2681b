import type { nowPlaying as source } from '../en/nowPlaying.ts';
import type { Translated } from '../Translated.ts';

export const nowPlaying = {
  cover: 'غلاف {{name}}',
  albumYear: '{{album}} · {{year}}',
  upNext: 'التالي',
  lossless: 'بلا فقدان',
  mono: 'أحادي',
  channels_zero: '{{count, number}} قنوات',
  channels_one: 'قناة واحدة',
  channels_two: 'قناتان',
  channels_few: '{{count, number}} قنوات',
  channels_many: '{{count, number}} قناة',
  channels_other: '{{count, number}} قناة',
  kiloHertz: '{{value}}\u00a0كيلوهرتز',
  bits: '{{value}}\u00a0بت',
  kilobits: '{{value}}\u00a0كيلوبت/ث',
  pixels: '{{width}} × {{height}}',
  empty: {
    title: 'إلى ماذا نستمع؟',
    text: 'يشغّل Portamento الموسيقى ومقاطع الفيديو الموجودة على حاسوبك. أفلت ملفات أو مجلدات في أي مكان من هذه النافذة، أو افتح بعضها.',
    open: 'فتح ملفات',
    hint: 'يمكنك أيضًا لصق الملفات أو الضغط على {{keys}}.',
    chooseFromQueue: 'لا شيء قيد التشغيل',
    queueText: 'اختر شيئًا من قائمة الانتظار أو ابدأ تشغيلها.',
    play: 'تشغيل القائمة',
  },
} as const satisfies Translated<typeof source, 'ar'>;
