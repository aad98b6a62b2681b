import { createHash } from 'node:crypto';
import { linkCommand } from './headlessArguments.ts';
import { strangersPageHeaders } from './strangersPageHeaders.ts';

interface SignInTexts {
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly title: string;
  readonly explanation: string;
  readonly instruction: string;
  readonly again: string;
}

const english: SignInTexts = {
  language: 'en',
  direction: 'ltr',
  title: 'Sign in to Portamento',
  explanation:
    'This browser is not signed in. A sign-in link works once, within an hour and until Portamento is restarted.',
  instruction: 'On the machine that runs Portamento, ask for a new link and open it here:',
  again: 'Try again',
};

const texts: readonly SignInTexts[] = [
  english,
  {
    language: 'de',
    direction: 'ltr',
    title: 'Bei Portamento anmelden',
    explanation:
      'Dieser Browser ist nicht angemeldet. Ein Anmeldelink gilt einmal, eine Stunde lang und bis Portamento neu gestartet wird.',
    instruction:
      'Hole auf dem Rechner, auf dem Portamento läuft, einen neuen Link und öffne ihn hier:',
    again: 'Noch einmal versuchen',
  },
  {
    language: 'ar',
    direction: 'rtl',
    title: 'تسجيل الدخول إلى Portamento',
    explanation:
      'هذا المتصفح غير مسجّل الدخول. يعمل رابط الدخول مرة واحدة، خلال ساعة، وحتى إعادة تشغيل Portamento.',
    instruction: 'على الجهاز الذي يعمل عليه Portamento، اطلب رابطًا جديدًا وافتحه هنا:',
    again: 'حاول مرة أخرى',
  },
];

const style = `
:root { color-scheme: light dark; --ground: light-dark(#fafafa, #131316); --text: light-dark(#18181b, #f4f4f5);
  --quiet: light-dark(#52525b, #a1a1aa); --card: light-dark(#fff, #1c1c21); --line: light-dark(#e4e4e7, #303036); }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100dvh; display: grid; place-items: center; padding: 24px; background: var(--ground);
  color: var(--text); font: 16px/1.5 'Inter Variable', Inter, system-ui, sans-serif; }
main { max-width: 440px; padding: 32px; border: 1px solid var(--line); border-radius: 16px; background: var(--card); }
h1 { margin: 0 0 12px; font-size: 22px; line-height: 1.25; font-weight: 650; }
p { margin: 0 0 16px; color: var(--quiet); }
code { display: block; margin: 0 0 24px; padding: 12px 16px; border-radius: 8px; border: 1px solid var(--line);
  background: var(--ground); font: 15px/1.4 ui-monospace, monospace; user-select: all; }
a { color: inherit; }
a:focus-visible { outline: 2px solid currentcolor; outline-offset: 4px; border-radius: 2px; }
`;

const styleHash = createHash('sha256').update(style).digest('base64');

/** Nothing but the page's own style, from nowhere but here. */
export const signInPageHeaders = strangersPageHeaders(`style-src 'sha256-${styleHash}'`);

/**
 * What a browser sees that is not signed in: how to get a new link, in the first of its languages
 * that we have. The link on it leads to the player, for a browser whose cookie was held back because
 * the person came from another site.
 *
 * @param acceptLanguage the request's header
 */
export function signInPage(acceptLanguage: string | undefined): string {
  const { language, direction, title, explanation, instruction, again } = textsFor(acceptLanguage);
  return `<!doctype html>
<html lang="${language}" dir="${direction}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${style}</style>
<main>
<h1>${title}</h1>
<p>${explanation}</p>
<p>${instruction}</p>
<code dir="ltr">${linkCommand}</code>
<a href="/">${again}</a>
</main>
</html>
`;
}

function textsFor(acceptLanguage = ''): SignInTexts {
  for (const entry of acceptLanguage.split(',')) {
    const language = entry.trim().slice(0, 2).toLowerCase();
    const found = texts.find((candidate) => candidate.language === language);
    if (found !== undefined) return found;
  }
  return english;
}
