import type { about as source } from '../en/about.ts';
import type { Translated } from '../Translated.ts';

export const about = {
  title: 'عن Portamento',
  back: 'العودة إلى الإعدادات',
  version: 'الإصدار {{version}}',
  tagline: 'مشغّل للموسيقى والفيديو ينسخها إلى أجهزتك المحمولة.',
  licence:
    'إن Portamento برنامج حر وفق رخصة GNU العمومية، الإصدار 3 أو ما بعده. يحق لك استخدامه ودراسته ومشاركته وتحسينه. وهو يأتي بلا أي ضمان.',
  thirdParty: 'بُني باستخدام',
  thirdPartyText_zero: 'لا حزم من آخرين.',
  thirdPartyText_one: 'حزمة واحدة من آخرين، بشروطها الخاصة.',
  thirdPartyText_two: 'حزمتان من آخرين، لكل منهما شروطها.',
  thirdPartyText_few: '{{count, number}} حزم من آخرين، لكل منها شروطها.',
  thirdPartyText_many: '{{count, number}} حزمة من آخرين، لكل منها شروطها.',
  thirdPartyText_other: '{{count, number}} حزمة من آخرين، لكل منها شروطها.',
  searchPackages: 'البحث في الحزم',
  noMatch: 'لا توجد حزمة بهذا الاسم.',
  noText: 'لا تحمل هذه الحزمة نص رخصة خاصًا بها.',
} satisfies Translated<typeof source, 'ar'>;
