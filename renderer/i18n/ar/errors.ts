import type { ErrorTable } from '../ErrorTable.ts';
import { device, transfer } from './deviceErrors.ts';

export const errors = {
  ipc: {
    invalidInput: {
      title: 'طلب غير مفهوم',
      message: 'أرسل Portamento إلى نفسه شيئًا لم يستطع قراءته.',
    },
    unknownCommand: {
      title: 'هذه الصفحة قديمة',
      message: 'جرى تحديث Portamento بينما كانت هذه الصفحة مفتوحة.',
    },
    notAllowed: {
      title: 'غير مسموح من هنا',
      message: 'لا يحق لهذه الصفحة فعل ذلك.',
    },
    disconnected: {
      title: 'انقطع الاتصال',
      message: 'لا تستطيع هذه الصفحة الوصول إلى Portamento حاليًا.',
    },
    tooManyCalls: {
      title: 'طلبات كثيرة دفعة واحدة',
      message: 'ما زال Portamento مشغولًا بطلبات سابقة.',
    },
  },
  app: {
    cancelled: {
      title: 'أُلغي',
      message: 'أُلغيت العملية قبل أن تكتمل.',
    },
    internal: {
      title: 'حدث خطأ ما',
      message: 'وقع خطأ داخل Portamento.',
    },
    unsupportedHere: {
      title: 'غير متاح هنا',
      message: 'لا يمكن فعل ذلك في هذه النسخة من Portamento.',
    },
    shuttingDown: {
      title: 'يجري إغلاق Portamento',
      message: 'لا يبدأ شيء جديد أثناء إغلاق Portamento.',
    },
  },
  file: {
    notFound: {
      title: 'الملف غير موجود',
      message: '{{subject}} لم يعد في مكانه.',
    },
    permissionDenied: {
      title: 'لا يوجد إذن',
      message: '{{subject}} لا يُسمح لك بقراءته.',
    },
    empty: {
      title: 'ملف فارغ',
      message: '{{subject}} لا يحتوي على شيء.',
    },
    truncated: {
      title: 'ملف ناقص',
      message: '{{subject}} ينتهي قبل أوانه، ربما لأن النسخ أو التنزيل انقطع.',
    },
    notMedia: {
      title: 'ليس ملف وسائط',
      message: '{{subject}} لا يحتوي على صوت ولا على فيديو.',
    },
    isDirectory: {
      title: 'هذا مجلد',
      message: '{{subject}} مجلد وليس ملفًا.',
    },
    notRegular: {
      title: 'ليس ملفًا عاديًا',
      message: '{{subject}} جهاز أو أنبوب، ولا يمكن تشغيله.',
    },
    nameTooLong: {
      title: 'الاسم طويل جدًا',
      message: '{{subject}} له اسم أطول مما يستطيع هذا النظام فتحه.',
    },
    nameNotUnicode: {
      title: 'اسم غير مقروء',
      message: '{{subject}} له اسم فيه محارف تالفة.',
    },
    changed: {
      title: 'تغيّر الملف',
      message: '{{subject}} تغيّر أثناء قراءته.',
    },
    readFailed: {
      title: 'تعذّرت القراءة',
      message: '{{subject}} لم تكتمل قراءته.',
    },
    writeFailed: {
      title: 'تعذّر الحفظ',
      message: '{{subject}} لم تمكن كتابته.',
    },
    diskFull: {
      title: 'القرص ممتلئ',
      message: '{{subject}} لا يتسع له القرص: لم تبق مساحة.',
    },
    exists: {
      title: 'موجود من قبل',
      message: '{{subject}} موجود في هذا المجلد من قبل.',
    },
    notGranted: {
      title: 'الملف لم يعد مفتوحًا',
      message: '{{subject}} ليس من الملفات التي فتحتها.',
    },
    tooLarge: {
      title: 'الملف كبير جدًا',
      message: '{{subject}} أكبر مما يقبله Portamento.',
    },
  },
  playlist: {
    unreadable: {
      title: 'تعذّرت قراءة قائمة التشغيل',
      message: '{{subject}} ليس قائمة تشغيل يفهمها Portamento.',
    },
    filesMissing: {
      title: 'ملفات من قائمة التشغيل مفقودة',
      message: '{{subject}} يذكر ملفات لم تُسقط معه، وعددها {{failureCount, number}}.',
    },
    noPaths: {
      title: 'لا شيء للحفظ',
      message:
        'لا يوجد في القائمة مقطع هو ملف في مجلد على الحاسوب الذي يعمل عليه Portamento، فلا يمكن لقائمة تشغيل أن تذكر أيًا منها.',
    },
    tooDeep: {
      title: 'قوائم داخل قوائم',
      message: '{{subject}} يحتوي على قوائم تشغيل متداخلة أكثر مما ينبغي.',
    },
  },
  upload: {
    gone: {
      title: 'الملف لم يعد متاحًا',
      message: '{{subject}} جاء من صفحة غير متصلة، أو أُغلقت أو أُعيد تحميلها.',
    },
    spoolFull: {
      title: 'لا مساحة للرفع',
      message:
        '{{subject}} لم يمكن إرساله: لا توجد له مساحة على الحاسوب الذي يعمل عليه Portamento.',
    },
  },
  media: {
    unsupportedFormat: {
      title: 'صيغة غير مدعومة',
      message: '{{subject}} بصيغة لا يمكن تشغيلها بعد.',
    },
    decodeFailed: {
      title: 'ملف تالف',
      message: '{{subject}} لم يمكن فك ترميزه.',
    },
    incomplete: {
      title: 'ملف ناقص',
      message: '{{subject}} ينتهي قبل المدة المذكورة فيه بكثير، ربما لأن النسخ أو التنزيل انقطع.',
    },
    noSink: {
      title: 'لا صفحة تشغّل الصوت',
      message: 'لا توجد الآن صفحة مفتوحة تشغّل الصوت.',
    },
    sinkBlocked: {
      title: 'المتصفح ينتظرك',
      message: 'لا يبدأ المتصفح الصوت إلا بعد نقرة.',
    },
    sinkLost: {
      title: 'توقف التشغيل',
      message: 'أُغلقت الصفحة التي كانت تشغّل الصوت أو فقدت الاتصال.',
    },
    sinkUnresponsive: {
      title: 'المخرج لا يستجيب',
      message: 'الصفحة {{subject}} لم تعد تستجيب. التشغيل متوقف مؤقتًا حتى تستجيب.',
    },
    shutdown: {
      title: 'انتهى التشغيل',
      message: 'المشغّل متوقف.',
    },
    invalidRequest: {
      title: 'غير ممكن الآن',
      message: 'لا يمكن ذلك في حالة التشغيل الحالية.',
    },
    invalidPosition: {
      title: 'موضع غير موجود',
      message: 'هذا الموضع خارج حدود الملف.',
    },
    unsupportedRate: {
      title: 'السرعة غير متاحة',
      message: 'هذه السرعة غير متاحة لهذا الملف.',
    },
    unsupportedRateTransition: {
      title: 'لا يمكن تغيير السرعة الآن',
      message: 'لا يمكن تغيير السرعة بهذه الطريقة أثناء التشغيل.',
    },
    notSeekable: {
      title: 'لا يمكن الانتقال هنا',
      message: 'لا يمكن تشغيل هذا الملف إلا من بدايته.',
    },
  },
  queue: {
    noSuchEntry: {
      title: 'لم يعد في قائمة الانتظار',
      message: 'أُزيل هذا العنصر في هذه الأثناء.',
    },
    empty: {
      title: 'قائمة الانتظار فارغة',
      message: 'لا يوجد ما يُشغَّل بعد.',
    },
    changed: {
      title: 'تغيّرت قائمة الانتظار',
      message: 'تغيّرت قائمة الانتظار في هذه الأثناء، ربما من صفحة أخرى.',
    },
    unplayable: {
      title: 'تعذّر تشغيل أي شيء هنا',
      message:
        'عدد الملفات المتتالية التي تعذّر تشغيلها: {{failureCount, number}}. اضغط زر التشغيل لتجربة ما بعدها.',
    },
    nothingToUndo: {
      title: 'لا شيء للتراجع عنه',
      message: 'لم تتغير قائمة الانتظار.',
    },
    full: {
      title: 'قائمة الانتظار ممتلئة',
      message: 'لا تتسع قائمة الانتظار لعناصر أخرى.',
    },
  },
  profile: {
    inUse: {
      title: 'يعمل بالفعل',
      message: 'نسخة أخرى من Portamento تستخدم مجلد البيانات هذا.',
    },
    notAnswering: {
      title: 'Portamento لا يستجيب',
      message: 'نسخة أخرى من Portamento تستخدم مجلد البيانات هذا ولا تستجيب.',
    },
    foreignFolder: {
      title: 'المجلد ليس فارغًا',
      message: 'يحتوي {{subject}} على ملفات أخرى، فلا يمكن حفظ بيانات Portamento فيه.',
    },
    damaged: {
      title: 'بيانات تالفة',
      message: 'لم تمكن قراءة بعض البيانات المحفوظة. حُفظت باسم {{subject}}.',
    },
  },
  device,
  transfer,
  remedy: {
    retry: 'حاول مرة أخرى بعد لحظة.',
    chooseAnotherFile: 'اختر ملفًا آخر.',
    checkPermissions: 'تحقق من أذونات الملف ومجلده.',
    reconnectDrive: 'إن كان على قرص خارجي أو مجلد شبكة فأعد توصيله.',
    convertFile: 'حوّله إلى FLAC أو MP3 أو MP4 لتشغيله هنا.',
    dropAgain: 'أسقط الملف هنا مرة أخرى.',
    dropTogether: 'أسقط قائمة التشغيل مع ملفاتها أو مع مجلدها.',
    openFromComputer:
      'افتح المقاطع من مجلد على الحاسوب الذي يعمل عليه Portamento، ثم احفظ مرة أخرى.',
    freeSpace: 'أفرغ بعض المساحة ثم حاول مرة أخرى.',
    startListening: 'ابدأ الاستماع في هذه الصفحة.',
    reload: 'أعد تحميل الصفحة.',
    signIn: 'سجّل الدخول من جديد.',
    closeOtherProgram: 'أغلق النسخة الأخرى، أو استخدمها بدلًا من هذه.',
    chooseEmptyFolder: 'اختر مجلدًا فارغًا، أو مجلدًا أنشأه Portamento.',
    reconnectDevice: 'صل المشغّل مرة أخرى.',
    unlockDevice: 'افتح قفله واختر «نقل الملفات» على شاشته.',
    allowDevice: 'ثبّت القاعدة المعروضة في صفحة المشغّل ثم أعد توصيله.',
    installLibmtp: 'ثبّت libmtp (في دبيان وأوبونتو الحزمة libmtp9) ثم أعد توصيل المشغّل.',
    checkAddress: 'تحقق من العنوان ومن أن الجهاز يشارك مشغّلاته.',
    freeDeviceSpace: 'احذف شيئًا من المشغّل أو اختر وحدة تخزينه الأخرى.',
    planAgain: 'اطّلع على الخطة الجديدة وابدأ من جديد.',
    report: 'إن تكرر ذلك فانسخ التفاصيل وأبلغ عنه.',
  },
  action: {
    startListening: 'ابدأ الاستماع',
    reload: 'إعادة التحميل',
    signIn: 'تسجيل الدخول',
    report: 'نسخ التفاصيل',
  },
  quoted: '«{{name}}»',
  thisFile: 'هذا الملف',
  thisPlayer: 'هذا المشغّل',
} as const satisfies ErrorTable;
