import { EventEmitter } from 'node:events';
import { beforeEach, expect, test } from 'vitest';
import { untilEnded } from './untilEnded.ts';

const told: string[] = [];
let source: EventEmitter;
let isBusy: boolean;
let ended: Promise<void>;

beforeEach(() => {
  told.length = 0;
  source = new EventEmitter();
  isBusy = false;
  const warn = () => {
    told.push('warn');
    return isBusy;
  };
  ended = untilEnded(source, { warn, exitNow: () => void told.push('exit') });
  void ended.then(() => told.push('ended'));
});

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'])('%s ends, and once more at once', async (signal) => {
  source.emit(signal);
  await ended;
  source.emit(signal);
  expect(told.filter((step) => step !== 'warn')).toEqual(['ended', 'exit']);
});

test('the first Ctrl+C while something is going on only says so', async () => {
  isBusy = true;
  source.emit('SIGINT');
  await Promise.resolve();
  expect(told).toEqual(['warn']);
  source.emit('SIGINT');
  await ended;
  expect(told).toEqual(['warn', 'ended']);
  source.emit('SIGINT');
  expect(told).toEqual(['warn', 'ended', 'exit']);
});

test('the system that ends everything is not held up', async () => {
  isBusy = true;
  source.emit('SIGTERM');
  await ended;
  expect(told).toEqual(['ended']);
});
