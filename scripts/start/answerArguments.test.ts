import { expect, test } from 'vitest';
import {
  defaultPort,
  headlessOptions,
  linkCommand,
} from '../../electron/server/headlessArguments.ts';
import { knownOptions, answerArguments } from './answerArguments.mjs';

test('knows what the headless host takes, and which host is meant', () => {
  expect(knownOptions).toEqual({
    desktop: { type: 'boolean' },
    headless: { type: 'boolean' },
    ...headlessOptions,
  });
});

test.each([
  [['--bogus'], 'there is no option "--bogus"'],
  [['a.mp3', '--headless', '-x'], 'there is no option "-x"'],
  [['--headless', '--port'], '--port takes a value'],
  [['--data-folder', ''], '--data-folder takes a value'],
])('%j is refused', (args, problem) => {
  expect(answerArguments(args)).toEqual({
    exitCode: 2,
    text: `portamento: ${problem} (npm start -- --help lists them all)\n`,
  });
});

test.each([
  [[]],
  [['--profile', 'test', 'link']],
  [['--headless', '--port=0', '--root', '/a', '--root', '/b', 'a.mp3']],
  [['--', '--bogus']],
  [['--desktop', '--ozone-platform=wayland']],
])('%j is taken', (args) => {
  expect(answerArguments(args)).toBeNull();
});

test('says how it is used, with every option, the port and the command', () => {
  const usage = answerArguments(['a.mp3', '-h']);
  expect(usage?.exitCode).toBe(0);
  for (const name of Object.keys(knownOptions)) expect(usage?.text).toContain(`--${name}`);
  expect(usage?.text).toContain(linkCommand);
  expect(usage?.text).toContain(`(${defaultPort};`);
});

test('says its version', () => {
  expect(answerArguments(['--version'])?.text).toMatch(/^Portamento \d+\.\d+\.\d+\n$/);
});
