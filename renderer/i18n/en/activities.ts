export const activities = {
  label: 'Activity',
  running_one: '{{count, number}} activity',
  running_other: '{{count, number}} activities',
  kind: {
    opening: 'Opening {{subject}}',
    uploading: 'Sending {{subject}}',
    savingPlaylist: 'Saving {{subject}}',
    deletingObjects: 'Deleting {{subject}}',
    movingObjects: 'Moving {{subject}}',
    readingObjects: 'Looking through {{subject}}',
  },
  progress: '{{done, number}} of {{total, number}}',
  soFar_one: '{{count, number}} so far',
  soFar_other: '{{count, number}} so far',
  cancel: 'Cancel',
} as const;
