import { EventEmitter } from 'node:events';
import { beforeEach, expect, test, vi } from 'vitest';
import { endWhenQuitting } from './endWhenQuitting.ts';

const steps: string[] = [];
let app: EventEmitter & { exit(code: number): void };
let isCopying: boolean;
let answer: PromiseWithResolvers<boolean>;

beforeEach(() => {
  steps.length = 0;
  isCopying = false;
  answer = Promise.withResolvers();
  app = Object.assign(new EventEmitter(), {
    exit: (code: number) => void steps.push(`exit ${code}`),
  });
  endWhenQuitting({
    app,
    isCopying: () => isCopying,
    confirm: () => {
      steps.push('ask');
      return answer.promise;
    },
    onStay: () => void steps.push('stay'),
    end: () => {
      steps.push('end');
      return Promise.resolve();
    },
  });
});

function quit(): void {
  let isHeldBack = false;
  app.emit('before-quit', { preventDefault: () => (isHeldBack = true) });
  expect(isHeldBack).toBe(true);
}

const untilSteps = (...wanted: readonly string[]) =>
  vi.waitFor(() => expect(steps).toEqual(wanted));

test('everything is saved before the program ends, once', async () => {
  quit();
  quit();
  await untilSteps('end', 'exit 0');
});

test('while files are copied the person is asked, and not twice at a time', async () => {
  isCopying = true;
  quit();
  quit();
  await untilSteps('ask');
  answer.resolve(true);
  await untilSteps('ask', 'end', 'exit 0');
});

test('whoever stays is asked again the next time', async () => {
  isCopying = true;
  quit();
  answer.resolve(false);
  await untilSteps('ask', 'stay');
  answer = Promise.withResolvers();
  quit();
  answer.resolve(true);
  await untilSteps('ask', 'stay', 'ask', 'end', 'exit 0');
});
