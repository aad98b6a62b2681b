import { describe, expect, test } from 'vitest';
import { silentLogger } from '../base/Logger.ts';
import { NoticeId } from '../contract/ids.ts';
import { maximumNotices, Notices } from './Notices.ts';

function setUp() {
  let at = new Date('2026-11-21T10:00:00Z');
  const notices = new Notices({ now: () => at });
  const setTime = (time: string) => {
    at = new Date(time);
  };
  return { setTime, notices };
}

describe('Notices', () => {
  test('stamps a notice and keeps it until it is dismissed', () => {
    const { notices } = setUp();
    notices.add({ code: 'file.notFound', subject: 'a.mp3' });
    const [notice] = notices.list;
    expect(notice).toMatchObject({
      error: { code: 'file.notFound', subject: 'a.mp3' },
      at: '2026-11-21T10:00:00.000Z',
      repeatCount: 0,
    });
    notices.dismiss(NoticeId.parse(99));
    expect(notices.list).toHaveLength(1);
    if (notice !== undefined) notices.dismiss(notice.noticeId);
    expect(notices.list).toEqual([]);
  });

  test('puts a notice in the place of an earlier one of the same code and file, and counts it', () => {
    const { setTime, notices } = setUp();
    const told: number[] = [];
    notices.changes.subscribe((list) => told.push(list.length));
    const first = notices.add({ code: 'file.notFound', subject: 'a.mp3', details: 'first' });
    notices.add({ code: 'file.notFound', subject: 'b.mp3' });
    notices.add({ code: 'file.empty', subject: 'b.mp3' });
    setTime('2026-11-21T11:00:00Z');
    expect(notices.add({ code: 'file.notFound', subject: 'a.mp3', details: 'again' })).toBe(first);
    expect(notices.list).toMatchObject([
      { error: { code: 'file.notFound', subject: 'b.mp3' }, repeatCount: 0 },
      { error: { code: 'file.empty', subject: 'b.mp3' }, repeatCount: 0 },
      {
        error: { code: 'file.notFound', subject: 'a.mp3', details: 'again' },
        at: '2026-11-21T11:00:00.000Z',
        repeatCount: 1,
      },
    ]);
    expect(told).toEqual([1, 2, 3, 3]);
  });

  test('logs every one, also what is only counted', () => {
    const lines: unknown[] = [];
    const logger = { ...silentLogger, warn: (...line: unknown[]) => void lines.push(line) };
    const notices = new Notices({
      now: () => new Date(0),
      logger,
    });
    notices.add({ code: 'file.notMedia', subject: 'asf.wma' });
    notices.add({ code: 'file.notMedia', subject: 'asf.wma' });
    notices.add({ code: 'app.cancelled' });
    const line = ['A notice was given', { code: 'file.notMedia', subject: 'asf.wma' }];
    expect(lines).toEqual([line, line]);
  });

  test('says nothing of what the person cancelled', () => {
    const { notices } = setUp();
    notices.add({ code: 'app.cancelled' });
    expect(notices.list).toEqual([]);
  });

  test('lets the oldest go', () => {
    const { notices } = setUp();
    for (let count = 0; count <= maximumNotices; count++) {
      notices.add({ code: 'file.empty', subject: String(count) });
    }
    expect(notices.list).toHaveLength(maximumNotices);
    expect(notices.list[0]?.error.subject).toBe('1');
  });
});
