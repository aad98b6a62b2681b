import type { notices as source } from '../en/notices.ts';
import type { Translated } from '../Translated.ts';

export const notices = {
  label: 'Hinweise',
  copyDetails: 'Einzelheiten kopieren',
  retry: 'Erneut versuchen',
  dismiss: 'Ausblenden',
  dismissAll: 'Alle ausblenden',
  repeated_one: 'Das ist noch einmal passiert.',
  repeated_other: 'Das ist noch {{count, number}}-mal passiert.',
  more_one: '{{count, number}} weiterer Hinweis',
  more_other: '{{count, number}} weitere Hinweise',
  showLess: 'Weniger zeigen',
  count_one: '{{count, number}} Hinweis',
  count_other: '{{count, number}} Hinweise',
} satisfies Translated<typeof source, 'de'>;
