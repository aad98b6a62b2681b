import { describe, expect, test } from 'vitest';
import { FakeMonotonicClock } from '../base/testing/FakeMonotonicClock.ts';
import { maximumTokens, SignInTokens, tokenLifetimeMs } from './SignInTokens.ts';

describe('SignInTokens', () => {
  test('a token counts once', () => {
    const tokens = new SignInTokens(new FakeMonotonicClock());
    const token = tokens.issue();
    const other = tokens.issue();
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(tokens.redeem(token)).toBe(true);
    expect(tokens.redeem(token)).toBe(false);
    expect(tokens.redeem(other)).toBe(true);
  });

  test('it is told when a token was used, and only then', () => {
    const tokens = new SignInTokens(new FakeMonotonicClock());
    let useCount = 0;
    const token = tokens.issue(() => (useCount += 1));
    tokens.redeem('wrong');
    tokens.redeem(tokens.issue());
    expect(useCount).toBe(0);
    tokens.redeem(token);
    tokens.redeem(token);
    expect(useCount).toBe(1);
  });

  test('nothing else counts', () => {
    const tokens = new SignInTokens(new FakeMonotonicClock());
    const token = tokens.issue();
    for (const wrong of ['', token.slice(1), `${token}=`, token.toUpperCase(), 'x'.repeat(43)]) {
      expect(tokens.redeem(wrong)).toBe(false);
    }
    expect(tokens.redeem(token)).toBe(true);
  });

  test('a token expires', () => {
    const clock = new FakeMonotonicClock();
    const tokens = new SignInTokens(clock);
    const early = tokens.issue();
    const late = tokens.issue();
    clock.advance(tokenLifetimeMs - 1);
    expect(tokens.redeem(early)).toBe(true);
    clock.advance(1);
    expect(tokens.redeem(late)).toBe(false);
  });

  test('too many open links void the oldest', () => {
    const tokens = new SignInTokens(new FakeMonotonicClock());
    const first = tokens.issue();
    const second = tokens.issue();
    for (let count = 1; count < maximumTokens; count += 1) tokens.issue();
    expect(tokens.redeem(first)).toBe(false);
    expect(tokens.redeem(second)).toBe(true);
  });
});
