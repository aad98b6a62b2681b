import { expect, test } from 'vitest';
import { Emitter } from './Emitter.ts';

test('listeners hear every value until they are disposed, the same one twice when it asked twice', () => {
  const emitter = new Emitter<number>();
  const heard: number[] = [];
  const listener = (value: number) => void heard.push(value);
  const first = emitter.subscribe(listener);
  emitter.subscribe(listener);
  emitter.emit(1);
  first[Symbol.dispose]();
  emitter.emit(2);
  expect(heard).toEqual([1, 1, 2]);
  expect(emitter.listenerCount).toBe(1);
});

test('who comes while a value is told hears the next; who goes hears it no more', () => {
  const emitter = new Emitter<number>();
  const heard: string[] = [];
  emitter.subscribe((value) => {
    heard.push(`first ${value}`);
    second[Symbol.dispose]();
    if (value === 1) emitter.subscribe((later) => heard.push(`late ${later}`));
  });
  const second = emitter.subscribe((value) => heard.push(`second ${value}`));
  emitter.emit(1);
  emitter.emit(2);
  expect(heard).toEqual(['first 1', 'first 2', 'late 2']);
});

test('a listener that throws is reported and keeps nobody from hearing', () => {
  const errors: unknown[] = [];
  const emitter = new Emitter<string>((error) => errors.push(error));
  const heard: string[] = [];
  const fault = new Error('a listener');
  emitter.subscribe(() => {
    throw fault;
  });
  emitter.subscribe((value) => heard.push(value));
  emitter.emit('a');
  expect(heard).toEqual(['a']);
  expect(errors).toEqual([fault]);
});
