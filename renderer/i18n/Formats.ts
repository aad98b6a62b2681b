/** Numbers, times, sizes and dates as one locale writes them. */
export class Formats {
  readonly #locale: string;
  readonly #whole: Intl.NumberFormat;
  readonly #twoDigits: Intl.NumberFormat;
  readonly #rate: Intl.NumberFormat;
  readonly #percent: Intl.NumberFormat;
  readonly #clockTime: Intl.DateTimeFormat;
  readonly #moment: Intl.DateTimeFormat;
  readonly #day: Intl.DateTimeFormat;

  constructor(locale: string) {
    this.#locale = locale;
    this.#whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
    this.#twoDigits = new Intl.NumberFormat(locale, { minimumIntegerDigits: 2 });
    this.#rate = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
    this.#percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
    this.#clockTime = new Intl.DateTimeFormat(locale, { timeStyle: 'medium' });
    this.#moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
    this.#day = new Intl.DateTimeFormat(locale, { dateStyle: 'full' });
  }

  /** `1,234` */
  number(value: number, options?: Intl.NumberFormatOptions): string {
    if (options === undefined) return this.#whole.format(value);
    return new Intl.NumberFormat(this.#locale, options).format(value);
  }

  /** 0.4 is `40 %` */
  percent(fraction: number): string {
    return this.#percent.format(fraction);
  }

  /** `1.25×`, kept in this order inside text of either direction. */
  rate(rate: number): string {
    return `\u2066${this.#rate.format(rate)}×\u2069`;
  }

  /** `4:05`, `1:02:03`; whole seconds, rounded down. */
  duration(durationMs: number): string {
    const totalSeconds = Math.floor(Math.max(0, durationMs) / 1000);
    const seconds = this.#twoDigits.format(totalSeconds % 60);
    const totalMinutes = Math.floor(totalSeconds / 60);
    if (totalMinutes < 60) return `${this.#whole.format(totalMinutes)}:${seconds}`;
    const minutes = this.#twoDigits.format(totalMinutes % 60);
    return `${this.#whole.format(Math.floor(totalMinutes / 60))}:${minutes}:${seconds}`;
  }

  /** How long something is: as `duration`, but what is shorter than a second counts as one. */
  length(lengthMs: number): string {
    return this.duration(atLeastASecond(lengthMs));
  }

  /** As `spokenDuration`, but what is shorter than a second counts as one. */
  spokenLength(lengthMs: number, style: 'long' | 'short' = 'long'): string {
    return this.spokenDuration(atLeastASecond(lengthMs), style);
  }

  /** `4 minutes, 5 seconds`, for screen readers; `52 hr`, `3 hr, 12 min` with `style` "short". */
  spokenDuration(durationMs: number, style: 'long' | 'short' = 'long'): string {
    const totalSeconds = Math.floor(Math.max(0, durationMs) / 1000);
    const hours = Math.floor(totalSeconds / 3600);
    const minutes = Math.floor(totalSeconds / 60) % 60;
    const seconds = totalSeconds % 60;
    const parts: [number, string][] =
      style === 'short' && totalSeconds >= 60
        ? [
            [hours, 'hour'],
            [minutes, 'minute'],
          ]
        : [
            [hours, 'hour'],
            [minutes, 'minute'],
            [seconds, 'second'],
          ];
    const shown = parts.filter(([value]) => value > 0);
    const written = (shown.length > 0 ? shown : parts.slice(-1)).map(([value, unit]) =>
      this.number(value, { style: 'unit', unit, unitDisplay: style }),
    );
    return new Intl.ListFormat(this.#locale, { type: 'unit', style: 'short' }).format(written);
  }

  /** `4.2 MB`; decimal units as files are sold and shown. */
  size(sizeBytes: number): string {
    const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'];
    const power = sizeBytes < 1 ? 0 : Math.min(4, Math.floor(Math.log10(sizeBytes) / 3));
    const value = sizeBytes / 1000 ** power;
    return this.number(value, {
      style: 'unit',
      unit: units[power] ?? 'byte',
      unitDisplay: power === 0 ? 'long' : 'short',
      maximumFractionDigits: power < 2 || value >= 100 ? 0 : 1,
    });
  }

  /** `16:05:12` */
  clockTime(at: Date): string {
    return this.#clockTime.format(at);
  }

  /** `21 Nov 2026, 16:05` */
  moment(at: Date): string {
    return this.#moment.format(at);
  }

  /** `Saturday, 21 November 2026` */
  day(at: Date): string {
    return this.#day.format(at);
  }
}

/** Nothing that sounds is shown as zero long. */
function atLeastASecond(lengthMs: number): number {
  return lengthMs > 0 ? Math.max(1_000, lengthMs) : 0;
}
