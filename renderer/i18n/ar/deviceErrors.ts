import type { ErrorTable } from '../ErrorTable.ts';

export const device = {
  disconnected: { title: 'انفصل المشغّل', message: 'لم يعد المشغّل متصلًا.' },
  notFound: { title: 'المشغّل غير متصل', message: 'المشغّل غير متصل.' },
  locked: { title: 'المشغّل مقفل', message: 'لا يعرض المشغّل ملفاته إلا بعد فتح قفله.' },
  exclusiveAccess: { title: 'المشغّل قيد الاستخدام', message: 'يستخدم برنامج آخر {{subject}}.' },
  permissionDenied: {
    title: 'لا إذن لهذا المشغّل',
    message: 'لا يسمح لك النظام باستخدام {{subject}}.',
  },
  unreachable: {
    title: 'لا جواب',
    message: 'تعذّر الوصول إلى {{subject}} أو أنه لا يشارك أي مشغّل.',
  },
  protocol: {
    title: 'جواب غير مفهوم من المشغّل',
    message: 'قال المشغّل شيئًا لا معنى له.',
  },
  timedOut: { title: 'المشغّل لا يجيب', message: 'توقّف المشغّل عن الإجابة.' },
  busy: { title: 'المشغّل مشغول', message: 'المشغّل مشغول بشيء آخر.' },
  failed: { title: 'رفض المشغّل', message: '{{subject}}: رفض المشغّل ولم يذكر سببًا.' },
  libmtpMissing: {
    title: 'مكتبة libmtp غير مثبتة',
    message: 'تعذّر على Portamento فتح {{subject}} بنفسه، ومكتبة libmtp التي قد تفتحه غير مثبتة.',
  },
  unsupported: {
    title: 'غير ممكن على هذا المشغّل',
    message: '{{subject}}: لا يستطيع هذا المشغّل ذلك.',
  },
  invalidRequest: { title: 'غير ممكن', message: '{{subject}}: لا يمكن فعل ذلك بهذه الطريقة.' },
  noSuchStorage: { title: 'أُزيلت وحدة التخزين', message: 'لم تعد وحدة التخزين في {{subject}}.' },
  noSuchObject: { title: 'لم يعد على المشغّل', message: 'لم يعد {{subject}} على المشغّل.' },
  listingIncomplete: {
    title: 'ما زال المجلد يُقرأ',
    message: 'لم يُعرف كل ما فيه بعد. حاول مرة أخرى عندما يكتمل.',
  },
  listingChanged: {
    title: 'تغيّر المجلد',
    message: 'تغيّر المجلد في هذه الأثناء. حدّد ما تقصده مرة أخرى.',
  },
  nameTaken: { title: 'الاسم مستخدم', message: 'يوجد في هذا المجلد شيء باسم {{subject}}.' },
  illegalName: { title: 'اسم غير ممكن', message: 'لا يستطيع المشغّل حفظ الاسم {{subject}}.' },
  writeProtected: { title: 'محمي من الكتابة', message: 'لا يمكن تغيير {{subject}}.' },
  storageFull: { title: 'المشغّل ممتلئ', message: 'لا يوجد متسع لـ {{subject}}.' },
  objectTooLarge: {
    title: 'الملف كبير جدًا',
    message: '{{subject}} أكبر مما يستطيع المشغّل التعامل معه.',
  },
  partialDeletion: { title: 'لم يُحذف كل شيء', message: 'تعذّر حذف شيء داخل {{subject}}.' },
  verificationFailed: { title: 'النسخة غير صحيحة', message: 'وصل {{subject}} على غير ما أُرسل.' },
  notCertified: {
    title: 'ملف محمي',
    message: '{{subject}} محمي، ولا يحق لهذا المشغّل حمل ملفات محمية.',
  },
  certificateExpired: {
    title: 'ملف محمي',
    message: '{{subject}} محمي، وقد انتهت صلاحية شهادة المشغّل.',
  },
  sessionActive: { title: 'المشغّل مشغول', message: 'يجري شيء آخر على {{subject}}.' },
  noSession: { title: 'لا شيء لإنهائه', message: 'لا يجري شيء على {{subject}}.' },
} as const satisfies ErrorTable['device'];

export const transfer = {
  planGone: { title: 'الخطة قديمة', message: 'تغيّر شيء منذ وضع هذه الخطة.' },
  noFiles: { title: 'لا شيء للنسخ', message: 'لا يوجد أي ملف فيما اخترته.' },
  planFull: {
    title: 'ملفات كثيرة جدًا',
    message: 'لا تتسع الخطة لهذا العدد من الملفات. انسخ الباقي بعد ذلك.',
  },
  sameDevice: { title: 'موجود بالفعل', message: '{{subject}} موجود على هذا المشغّل بالفعل.' },
  noSuchTransfer: { title: 'النسخ غير موجود', message: 'لم يعد هذا النسخ في القائمة.' },
  interrupted: { title: 'توقّف قبل أن يكتمل', message: 'لم يكتمل {{subject}}.' },
  targetChanged: {
    title: 'لم يُستبدل',
    message: 'تغيّر {{subject}} على المشغّل منذ التخطيط. لم يُستبدل شيء.',
  },
  partsLeft: {
    title: 'بقيت أجزاء من نسخ',
    message: 'ما زالت على المشغّل أجزاء من نسخ، عددها {{failureCount, number}}، منها {{subject}}.',
  },
  notUnderstood: {
    title: 'لم يُنسخ',
    message: 'خطّطت نسخةٌ أخرى من Portamento لهذا النسخ. خطّط له من جديد.',
  },
} as const satisfies ErrorTable['transfer'];
