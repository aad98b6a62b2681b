import { Check, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionSnapshot } from '../../../electron/contract/signalPath.ts';
import { useFormats } from '../../i18n/index.ts';
import { useSession } from '../../stores/index.ts';
import { clockPositionMs } from './clockPositionMs.ts';
import styles from './ClockCard.module.css';

const tickMs = 100;
const capabilityNames = ['start', 'seek', 'pause', 'rateForward', 'rateReverse'] as const;

/** The session's state, its presentation clock as it ticks, and what can be asked of it. */
export function ClockCard({ session }: { readonly session: SessionSnapshot }) {
  const { t } = useTranslation('signalPath');
  const formats = useFormats();
  const { clock, capabilities } = session;
  const signed = { signDisplay: 'exceptZero', maximumFractionDigits: 1 } as const;
  return (
    <section className={styles.card}>
      <h2 className={styles.title}>{t('clock.title')}</h2>
      <dl className={styles.facts}>
        <dt>{t('clock.session')}</dt>
        <dd>{t(`clock.sessionStates.${session.state}`)}</dd>
        <dt>{t('clock.state')}</dt>
        <dd>{t(`clock.states.${clock.state}`)}</dd>
        <dt>{t('clock.timeSource')}</dt>
        <dd>
          {clock.timeSource === null ? t('clock.none') : t(`clock.sources.${clock.timeSource}`)}
        </dd>
        <dt>{t('clock.position')}</dt>
        <dd>
          <ClockPosition />
        </dd>
        <dt>{t('clock.rate')}</dt>
        <dd>{formats.rate(clock.rate)}</dd>
        <dt>{t('clock.drift')}</dt>
        <dd>
          {clock.driftPpm === null
            ? t('clock.none')
            : t('clock.driftValue', { value: formats.number(clock.driftPpm, signed) })}
        </dd>
      </dl>
      <h3 className={styles.subtitle}>{t('can.title')}</h3>
      <ul className={styles.capabilities}>
        {capabilityNames.map((name) => {
          const can = capabilities[name];
          const words = t(can ? 'can.yes' : 'can.no', { name: t(`can.${name}`) });
          return (
            <li key={name} className={styles.capability} data-can={can || undefined}>
              {can ? <Check aria-hidden /> : <X aria-hidden />}
              <span aria-hidden>{t(`can.${name}`)}</span>
              <span className="visually-hidden">{words}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** Ticks by writing into the document: ten times a second is no reason to render. */
function ClockPosition() {
  const { t } = useTranslation('signalPath');
  const formats = useFormats();
  const received = useSession();
  const text = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const clock = received?.value.clock;
    const show = () => {
      if (text.current === null || clock === undefined) return;
      const positionMs = clockPositionMs(clock, received?.receivedAtMs ?? 0, performance.now());
      text.current.textContent =
        positionMs === null
          ? t('clock.none')
          : `${formats.duration(positionMs)}.${String(Math.floor(positionMs / 100) % 10)}`;
    };
    show();
    if (clock?.state !== 'running') return undefined;
    const timer = setInterval(show, tickMs);
    return () => clearInterval(timer);
  }, [received, formats, t]);
  return <span ref={text} dir="ltr" />;
}
