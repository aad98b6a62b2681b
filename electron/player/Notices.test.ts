import { describe, expect, test } from 'vitest';
import { silentLogger } from '../base/Logger.ts';
import { FakeMonotonicClock } from '../base/testing/FakeMonotonicClock.ts';
import { NoticeId } from '../contract/ids.ts';
import { maximumNotices, Notices, repeatWindowMs } from './Notices.ts';

function setUp() {
  const clock = new FakeMonotonicClock();
  const notices = new Notices({ clock, now: () => new Date('2026-11-21T10:00:00Z') });
  return { clock, notices };
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

  test('counts what follows of the same code and file within the moment', () => {
    const { clock, notices } = setUp();
    const told: number[] = [];
    notices.changes.subscribe((list) => told.push(list.length));
    notices.add({ code: 'file.notFound', subject: 'a.mp3' });
    clock.advance(repeatWindowMs);
    notices.add({ code: 'file.notFound', subject: 'a.mp3' });
    notices.add({ code: 'file.notFound', subject: 'b.mp3' });
    notices.add({ code: 'file.empty', subject: 'b.mp3' });
    const subjects = () =>
      notices.list.map(({ error, repeatCount }) => [error.subject, repeatCount]);
    expect(subjects()).toEqual([
      ['a.mp3', 1],
      ['b.mp3', 0],
      ['b.mp3', 0],
    ]);
    clock.advance(repeatWindowMs + 1);
    notices.add({ code: 'file.notFound', subject: 'a.mp3' });
    expect(subjects()).toHaveLength(4);
    expect(told).toEqual([1, 1, 2, 3, 4]);
  });

  test('logs every one, also what is only counted', () => {
    const lines: unknown[] = [];
    const logger = { ...silentLogger, warn: (...line: unknown[]) => void lines.push(line) };
    const notices = new Notices({
      clock: new FakeMonotonicClock(),
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
    const { clock, notices } = setUp();
    for (let count = 0; count <= maximumNotices; count++) {
      notices.add({ code: 'file.empty', subject: String(count) });
      clock.advance(repeatWindowMs + 1);
    }
    expect(notices.list).toHaveLength(maximumNotices);
    expect(notices.list[0]?.error.subject).toBe('1');
  });
});
