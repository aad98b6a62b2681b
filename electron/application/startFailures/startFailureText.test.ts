import { describe, expect, test } from 'vitest';
import type { ErrorCode } from '../../contract/errors.ts';
import { startFailureText } from './startFailureText.ts';

const codes: readonly ErrorCode[] = [
  'ipc.invalidInput',
  'file.notFound',
  'profile.foreignFolder',
  'profile.inUse',
  'profile.notAnswering',
  'ipc.disconnected',
  'app.shuttingDown',
  'file.diskFull',
  'file.permissionDenied',
  'file.writeFailed',
  'app.internal',
];

describe('startFailureText', () => {
  test('says what happened, what to do, and the code last', () => {
    const error = { code: 'profile.foreignFolder', subject: 'Pictures' } as const;
    expect(startFailureText(error, 'en')).toBe(
      'The folder “Pictures” holds other files. Choose an empty folder with --data-folder, or one ' +
        'that Portamento made.\nprofile.foreignFolder, Pictures',
    );
    expect(startFailureText({ code: 'app.internal', details: 'Error: EIO' }, 'de')).toMatch(
      /\napp\.internal, Error: EIO$/,
    );
  });

  test.each(['en', 'de', 'ar'] as const)('tells no code before its last line (%s)', (language) => {
    for (const code of codes) {
      const [said = '', last, ...more] = startFailureText({ code }, language).split('\n');
      expect(said).toMatch(/\.$/);
      expect(said).not.toContain(code);
      expect([last, ...more]).toEqual([code]);
    }
  });
});
