import type { StartFailureLabels } from './StartFailureLabels.ts';

export const ar: StartFailureLabels = {
  badProfileName: (name) =>
    `لا يمكن تسمية ملف تعريف «${name}». استخدم حروفًا لاتينية وأرقامًا ومسافات و- و_ بما لا يزيد على 64.`,
  noDataFolder: 'اذكر بعد ‎--data-folder‎ المجلد المقصود.',
  foreignFolder: (folder) =>
    `يحتوي المجلد «${folder}» على ملفات أخرى. اختر مجلدًا فارغًا باستخدام ‎--data-folder‎، أو مجلدًا أنشأه Portamento.`,
  inUse: 'نسخة أخرى من Portamento تستخدم مجلد البيانات هذا. أنهِها ثم ابدأ من جديد.',
  notAnswering: 'نسخة أخرى من Portamento تعمل ولا تستجيب. أنهِها ثم ابدأ من جديد.',
  otherEnded: 'انتهت للتو نسخة Portamento التي كانت تعمل. ابدأ من جديد.',
  diskFull: 'القرص الذي عليه مجلد البيانات ممتلئ. أفرغ بعض المساحة ثم ابدأ من جديد.',
  permissionDenied: (folder) =>
    `لا يُسمح لهذا الحساب بالكتابة في مجلد البيانات «${folder}». غيّر أذوناته، أو اختر مجلدًا آخر باستخدام ‎--data-folder‎.`,
  notWritable: (folder) =>
    `لا تمكن الكتابة في مجلد البيانات «${folder}». تحقق من أن قرصه موصول، أو اختر مجلدًا آخر باستخدام ‎--data-folder‎.`,
  unexpected: 'حدث أمر غير متوقع. ابدأ من جديد، وإن تكرر فأبلغ عنه مع السطر أدناه.',
};
