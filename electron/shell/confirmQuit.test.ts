import type { BrowserWindow, MessageBoxOptions } from 'electron';
import { expect, test, vi } from 'vitest';
import { confirmQuit } from './confirmQuit.ts';
import { labelsFor } from './labels/labelsFor.ts';
import { FakeBrowserWindow, standInFor } from './testing/FakeElectron.ts';

const labels = labelsFor('en', []);

/** Answers with the button of this label. */
function dialogAnswering(button: string) {
  const showMessageBox = vi.fn(
    (...shown: [MessageBoxOptions] | [BrowserWindow, MessageBoxOptions]) => {
      const options = shown[1] ?? shown[0];
      const buttons = 'buttons' in options ? (options.buttons ?? []) : [];
      return Promise.resolve({ response: buttons.indexOf(button), checkboxChecked: false });
    },
  );
  return { showMessageBox };
}

test.each([
  [labels.quit, true],
  [labels.keepCopying, false],
])('%s', async (button, quits) => {
  const dialog = dialogAnswering(button);
  const window = new FakeBrowserWindow().asReal;
  expect(await confirmQuit(standInFor(dialog), window, labels)).toBe(quits);
  expect(await confirmQuit(standInFor(dialog), undefined, labels)).toBe(quits);
  expect(dialog.showMessageBox.mock.calls.map(([first]) => first === window)).toEqual([
    true,
    false,
  ]);
});

test('closing the question goes on copying', async () => {
  const dialog = dialogAnswering(labels.quit);
  await confirmQuit(standInFor(dialog), undefined, labels);
  const [[options] = []] = dialog.showMessageBox.mock.calls;
  expect(options).toMatchObject({
    cancelId: 0,
    defaultId: 0,
    buttons: [labels.keepCopying, labels.quit],
  });
});
