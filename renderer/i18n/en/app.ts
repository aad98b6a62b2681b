export const app = {
  name: 'Portamento',
  skipToContent: 'Skip to content',
  closePanel: 'Close panel',
  connection: {
    lost: 'The connection to Portamento is lost. Trying again…',
    refused: 'You are signed out of Portamento.',
    outdated: 'This page and Portamento are of different versions.',
    reload: 'Reload page',
    signIn: 'Sign in',
    retry: 'Try now',
  },
  crash: {
    title: 'This page has stumbled',
    text: 'Your queue and settings are safe. Reload the page to go on; if it happens again, copy the details and report them.',
    reload: 'Reload',
    copy: 'Copy details',
  },
} as const;
