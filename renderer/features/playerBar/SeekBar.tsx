import {
  useCallback,
  useRef,
  useState,
  type ChangeEvent,
  type KeyboardEvent,
  type PointerEvent,
} from 'react';
import { useTranslation } from 'react-i18next';
import type { PlaybackSnapshot } from '../../../electron/contract/playback.ts';
import { useFormats } from '../../i18n/index.ts';
import { usePlayback, usePlayer } from '../../stores/index.ts';
import { classNames } from '../../ui/classNames.ts';
import type { PlayerActions } from './PlayerActions.ts';
import styles from './SeekBar.module.css';
import { seekStepMs } from './seekStepMs.ts';
import { usePositionFrames } from './usePositionFrames.ts';

interface SeekBarProps {
  readonly actions: PlayerActions;
  /** `stacked` has its times below, `bare` has none, `line` has no thumb either. */
  readonly shape?: 'full' | 'stacked' | 'bare' | 'line';
}

/** The scale of the range: finer than a pixel of any screen, the same for every duration. */
const scale = 10_000;

/**
 * Where playback stands and where it can be sent. A native range holds the position, because it moves
 * in every frame without a render, says a time and not a number to screen readers, and takes keys and
 * pointers by itself; what is seen is drawn under it.
 */
export function SeekBar({ actions, shape = 'full' }: SeekBarProps) {
  const { t } = useTranslation('playerBar');
  const formats = useFormats();
  const durationMs = usePlayback((received) => received?.value.durationMs ?? null);
  const canSeek = usePlayer((player) => player?.can.seek ?? false) && durationMs !== null;
  const hasTimes = shape === 'full' || shape === 'stacked';
  const bar = useRef<HTMLDivElement>(null);
  const range = useRef<HTMLInputElement>(null);
  const elapsed = useRef<HTMLSpanElement>(null);
  const remaining = useRef<HTMLSpanElement>(null);
  /** Where the person holds the thumb, or where a jump under way goes; playback is not shown then. */
  const heldMs = useRef<number | null>(null);
  const shownSecond = useRef(-1);
  const [pointedMs, setPointedMs] = useState<number | null>(null);

  const show = useCallback(
    (positionMs: number, totalMs: number | null) => {
      const fraction = totalMs === null || totalMs <= 0 ? 0 : Math.min(1, positionMs / totalMs);
      bar.current?.style.setProperty('--played', String(fraction));
      if (range.current !== null) range.current.value = String(Math.round(fraction * scale));
      const second = Math.floor(positionMs / 1000) + (totalMs ?? 0);
      if (second === shownSecond.current) return;
      shownSecond.current = second;
      setText(elapsed.current, formats.duration(positionMs));
      setText(
        remaining.current,
        totalMs === null ? '–:––' : `−${formats.duration(Math.max(0, totalMs - positionMs))}`,
      );
      range.current?.setAttribute(
        'aria-valuetext',
        totalMs === null
          ? formats.spokenDuration(positionMs)
          : t('positionOf', {
              position: formats.spokenDuration(positionMs),
              duration: formats.spokenLength(totalMs),
            }),
      );
    },
    [formats, t],
  );

  usePositionFrames(
    useCallback(
      (positionMs: number, playback: PlaybackSnapshot) => {
        show(heldMs.current ?? positionMs, playback.durationMs);
      },
      [show],
    ),
  );

  const hold = (event: ChangeEvent<HTMLInputElement>) => {
    if (durationMs === null) return;
    heldMs.current = (Number(event.target.value) / scale) * durationMs;
    show(heldMs.current, durationMs);
  };
  const letGo = () => {
    const targetMs = heldMs.current;
    if (targetMs === null) return;
    void actions.seekTo(targetMs).then(() => {
      if (heldMs.current === targetMs) heldMs.current = null;
    });
  };
  const seekByKey = (event: KeyboardEvent) => {
    const stepMs = seekStepMs(event);
    if (stepMs === null) return;
    event.preventDefault();
    actions.seekBy(stepMs);
  };
  const point = (event: PointerEvent<HTMLInputElement>) => {
    if (durationMs === null || event.pointerType === 'touch') return;
    const box = event.currentTarget.getBoundingClientRect();
    const fraction = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
    setPointedMs(fraction * durationMs);
  };

  return (
    <div className={classNames(styles.seek, styles[shape])} dir="ltr">
      {hasTimes && <span ref={elapsed} className={styles.time} aria-hidden />}
      <div ref={bar} className={styles.bar}>
        <div className={styles.rail}>
          <BufferedRanges durationMs={durationMs} />
          <div className={styles.played} />
        </div>
        <input
          ref={range}
          className={styles.range}
          type="range"
          min={0}
          max={scale}
          step={1}
          defaultValue={0}
          disabled={!canSeek}
          aria-label={t('position')}
          onChange={hold}
          onPointerUp={letGo}
          onPointerCancel={letGo}
          onKeyDown={seekByKey}
          onKeyUp={letGo}
          onBlur={letGo}
          onPointerMove={point}
          onPointerLeave={() => setPointedMs(null)}
        />
        {shape !== 'line' && <div className={styles.thumb} />}
        {pointedMs !== null && durationMs !== null && (
          <div
            className={styles.pointed}
            style={{ '--pointed': pointedMs / durationMs }}
            aria-hidden
          >
            {formats.duration(pointedMs)}
          </div>
        )}
      </div>
      {hasTimes && <span ref={remaining} className={styles.time} aria-hidden />}
    </div>
  );
}

function BufferedRanges({ durationMs }: { readonly durationMs: number | null }) {
  const ranges = usePlayback((received) => received?.value.bufferedMs);
  if (ranges === undefined || durationMs === null || durationMs <= 0) return null;
  return ranges.map(([startMs, endMs]) => (
    <div
      key={startMs}
      className={styles.buffered}
      style={{
        insetInlineStart: `${(startMs / durationMs) * 100}%`,
        inlineSize: `${(Math.max(0, endMs - startMs) / durationMs) * 100}%`,
      }}
    />
  ));
}

function setText(element: HTMLElement | null, text: string): void {
  if (element !== null && element.textContent !== text) element.textContent = text;
}
