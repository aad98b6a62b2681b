import type { activities as source } from '../en/activities.ts';
import type { Translated } from '../Translated.ts';

export const activities = {
  label: 'Aktivität',
  running_one: '{{count, number}} Aktivität',
  running_other: '{{count, number}} Aktivitäten',
  kind: {
    opening: '{{subject}} wird geöffnet',
    uploading: '{{subject}} wird gesendet',
    savingPlaylist: '{{subject}} wird gespeichert',
    deletingObjects: '{{subject}} wird gelöscht',
    movingObjects: '{{subject}} wird verschoben',
    readingObjects: '{{subject}} wird durchgesehen',
  },
  progress: '{{done, number}} von {{total, number}}',
  soFar_one: 'bisher {{count, number}}',
  soFar_other: 'bisher {{count, number}}',
  cancel: 'Abbrechen',
} satisfies Translated<typeof source, 'de'>;
