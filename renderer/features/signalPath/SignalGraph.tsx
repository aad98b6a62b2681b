import {
  AudioWaveform,
  Binary,
  FileMusic,
  Gauge,
  Monitor,
  Speaker,
  Split,
  Volume2,
} from 'lucide-react';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type {
  TopologyNodeSnapshot,
  TopologySnapshot,
} from '../../../electron/contract/signalPath.ts';
import { useFormats } from '../../i18n/index.ts';
import { usePlayer, useSession } from '../../stores/index.ts';
import styles from './SignalGraph.module.css';
import { signalBranches, type SignalBranch, type SignalStep } from './signalBranches.ts';
import { changeOf, signalQuality, type SignalSettings } from './signalQuality.ts';
import { SignalQualityLine } from './SignalQualityLine.tsx';
import { useStreamFormatText } from './useStreamFormatText.ts';

const icons: Readonly<Record<TopologyNodeSnapshot['part'], typeof Speaker>> = {
  file: FileMusic,
  decoder: Binary,
  resampler: AudioWaveform,
  channelMixer: Split,
  rateChanger: Gauge,
  volume: Volume2,
  audioOutput: Speaker,
  videoOutput: Monitor,
};

interface SignalGraphProps {
  readonly title: string;
  readonly topology: TopologySnapshot;
}

/** One topology drawn from its file to its outputs, with what flows between the parts. */
export function SignalGraph({ title, topology }: SignalGraphProps) {
  const { t } = useTranslation('signalPath');
  const settings = useSignalSettings();
  const branches = signalBranches(topology);
  return (
    <section className={styles.graph} data-status={topology.status}>
      <header className={styles.header}>
        <h2 className={styles.title}>{title}</h2>
        <span className={styles.topology}>
          {t('topology', {
            id: topology.topologyId,
            status: t(`topologyStatus.${topology.status}`),
          })}
        </span>
      </header>
      <div className={styles.branches}>
        {branches.map((branch, index) => (
          <Branch key={index} branch={branch} settings={settings} isNamed={branches.length > 1} />
        ))}
      </div>
    </section>
  );
}

interface BranchProps {
  readonly branch: SignalBranch;
  readonly settings: SignalSettings;
  /** Beside others it needs a heading. */
  readonly isNamed: boolean;
}

function Branch({ branch, settings, isNamed }: BranchProps) {
  const { t } = useTranslation('signalPath');
  return (
    <div className={styles.branch}>
      {isNamed && <h3 className={styles.branchTitle}>{t(`branch.${branch.major}`)}</h3>}
      {branch.major === 'audio' && <SignalQualityLine quality={signalQuality(branch, settings)} />}
      <ol className={styles.steps}>
        {branch.steps.map((step, index) => (
          <Step
            key={step.node.nodeId}
            step={step}
            next={branch.steps[index + 1]}
            before={branch.steps[index - 1]}
            settings={settings}
          />
        ))}
      </ol>
    </div>
  );
}

interface StepProps {
  readonly step: SignalStep;
  readonly before: SignalStep | undefined;
  readonly next: SignalStep | undefined;
  readonly settings: SignalSettings;
}

function Step({ step, before, next, settings }: StepProps) {
  const { t } = useTranslation('signalPath');
  const formats = useFormats();
  const formatText = useStreamFormatText();
  const { node, incoming } = step;
  const Icon = icons[node.part];
  const change = changeOf(step, next, settings);
  const changeBefore = before === undefined ? null : changeOf(before, step, settings);
  // Only these two make another format of what flows on.
  const isConverted = changeBefore === 'resampler' || changeBefore === 'channelMixer';
  const canChange = node.kind === 'transform' && node.part !== 'decoder';
  const effectText =
    change === 'volume'
      ? settings.volume === 0
        ? t('muted')
        : formats.percent(settings.volume)
      : change === 'rateChanger'
        ? formats.rate(settings.rate)
        : t(change === null ? 'unchanged' : 'changes');
  return (
    <li className={styles.step}>
      {incoming !== null && (
        <div className={styles.connection} data-changed={isConverted || undefined}>
          <svg className={styles.arrow} viewBox="0 0 12 40" preserveAspectRatio="none" aria-hidden>
            <path d="M6 0V34" vectorEffect="non-scaling-stroke" />
          </svg>
          <svg className={styles.head} viewBox="0 0 12 8" aria-hidden>
            <path d="M1 1l5 6 5-6" />
          </svg>
          <span className={styles.format}>
            {formatText(incoming).map((part, index) => (
              <Fragment key={part}>
                {index > 0 && ' · '}
                <bdi>{part}</bdi>
              </Fragment>
            ))}
          </span>
        </div>
      )}
      <div
        className={styles.node}
        data-changes={change !== null || undefined}
        data-kind={node.kind}
      >
        <Icon aria-hidden />
        <div className={styles.words}>
          <span className={styles.part}>{t(`part.${node.part}`)}</span>
          {node.label !== '' && (
            <span className={styles.label} dir="auto">
              {node.label}
            </span>
          )}
        </div>
        {canChange && <span className={styles.effect}>{effectText}</span>}
      </div>
    </li>
  );
}

function useSignalSettings(): SignalSettings {
  const rate = useSession((session) => session?.value.clock.rate ?? 1);
  const volume = usePlayer((player) => (player?.muted === true ? 0 : (player?.volume ?? 1)));
  return { rate, volume };
}
