import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EngineHarness, film, one, start, two } from './testing/EngineHarness.ts';

let harness: EngineHarness;

beforeEach(() => void (harness = new EngineHarness()));
afterEach(() => harness[Symbol.dispose]());

describe('the picture of MediaElementEngine', () => {
  it('shows the picture where it is attached, and never takes it out of the document', async () => {
    harness.prepare(one, true);
    harness.fakes[0].finishLoading(film);
    await harness.order(start(one));
    const host = document.body.appendChild(document.createElement('div'));
    const detach = harness.engine.attachVideo(host);
    expect(harness.fakes[0].element.parentElement).toBe(host);
    detach();
    expect(host.childElementCount).toBe(0);
    expect(harness.fakes[0].element.isConnected).toBe(true);
    expect(harness.fakes[0].element.paused).toBe(false);
    host.remove();
  });

  it('shows the picture in a window that floats over the page, whatever the page asks for', async () => {
    harness.prepare(one, true);
    harness.fakes[0].finishLoading(film);
    await harness.order(start(one));
    const floating = document.implementation.createHTMLDocument();
    const detach = harness.engine.attachVideo(floating.body);
    const host = document.body.appendChild(document.createElement('div'));
    harness.engine.attachVideo(host);
    expect(harness.fakes[0].element.parentElement).toBe(floating.body);
    expect(host.hasAttribute('data-elsewhere')).toBe(true);
    detach();
    expect(host.hasAttribute('data-elsewhere')).toBe(false);
    expect(harness.fakes[0].element.parentElement).toBe(host);
    expect(harness.fakes[0].element.paused).toBe(false);
    host.remove();
  });

  it('shows the next picture in the same place', async () => {
    harness.prepare(one, true);
    harness.fakes[0].finishLoading(film);
    await harness.order(start(one));
    const host = document.body.appendChild(document.createElement('div'));
    harness.engine.attachVideo(host);
    harness.prepare(two, true);
    harness.fakes[1].finishLoading(film);
    await harness.order({ kind: 'setNext', loadId: one, nextLoadId: two });
    harness.fakes[0].finishPlaying();
    await harness.settle();
    expect([...host.children]).toEqual([harness.fakes[1].element]);
    host.remove();
  });
});
