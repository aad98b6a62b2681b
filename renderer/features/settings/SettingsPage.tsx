import { FolderOpen } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language, SettingsPatch, Theme } from '../../../electron/contract/settings.ts';
import { availableLanguages, languages } from '../../i18n/index.ts';
import { useAppInfo, useBridge, useSettings } from '../../stores/index.ts';
import { Button } from '../../ui/Button.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { Question } from '../../ui/Dialog.tsx';
import { Page, Section } from '../../ui/Page.tsx';
import { Select } from '../../ui/Select.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { useTellError } from '../notices/index.ts';
import styles from './SettingsPage.module.css';
import { LogDialog } from './LogDialog.tsx';
import { SettingRow } from './SettingRow.tsx';

interface SettingsPageProps {
  readonly onShowAbout: () => void;
  readonly onShowShortcuts: () => void;
}

const themes: readonly Theme[] = ['system', 'light', 'dark'];

/** Everything a person can choose, and where to find help. Each choice takes effect at once. */
export function SettingsPage({ onShowAbout, onShowShortcuts }: SettingsPageProps) {
  const { t } = useTranslation('settings');
  const settings = useSettings();
  const appInfo = useAppInfo();
  const bridge = useBridge();
  const tell = useTellError();
  const [isLogOpen, setIsLogOpen] = useState(false);

  const update = async (patch: SettingsPatch) => {
    const outcome = await bridge.invoke('settings.update', { patch });
    if (!outcome.ok) tell(outcome.error);
  };

  return (
    <Page title={t('title')}>
      <Section title={t('appearance')}>
        <SettingRow label={t('theme')}>
          <Select
            label={t('theme')}
            isLabelHidden
            value={settings.theme}
            options={themes.map((value) => ({ value, label: t(`themeValue.${value}`) }))}
            onChange={(theme) => void update({ theme })}
          />
        </SettingRow>
        <SettingRow label={t('language')}>
          <Select<Language>
            label={t('language')}
            isLabelHidden
            value={settings.language}
            options={[
              { value: 'system', label: t('languageSystem') },
              ...availableLanguages.map((value) => ({ value, label: languages[value].ownName })),
            ]}
            onChange={(language) => void update({ language })}
          />
        </SettingRow>
      </Section>
      {appInfo?.features.tray === true && (
        <Section title={t('window')}>
          <Switch
            label={t('closeToTray')}
            description={t('closeToTrayText')}
            isSelected={settings.closeToTray}
            onChange={(closeToTray) => void update({ closeToTray })}
          />
        </Section>
      )}
      <Section title={t('data')}>
        {appInfo !== null && <DataFolderRow />}
        <ResetRow />
      </Section>
      <Section title={t('help')}>
        <SettingRow label={t('shortcuts')}>
          <Button onPress={onShowShortcuts}>{t('showShortcuts')}</Button>
        </SettingRow>
        <SettingRow label={t('log')} text={t('logText')}>
          <Button onPress={() => setIsLogOpen(true)}>{t('showLog')}</Button>
        </SettingRow>
        <SettingRow label={t('about')}>
          <Button onPress={onShowAbout}>{t('showAbout')}</Button>
        </SettingRow>
      </Section>
      {isLogOpen && <LogDialog onClose={() => setIsLogOpen(false)} />}
    </Page>
  );
}

function DataFolderRow() {
  const { t } = useTranslation('settings');
  const appInfo = useAppInfo();
  const bridge = useBridge();
  const tell = useTellError();
  if (appInfo === null) return null;

  const showFolder = async () => {
    const outcome = await bridge.invoke('app.showDataFolder', {});
    if (!outcome.ok) tell(outcome.error);
  };
  return (
    <SettingRow
      label={t('dataFolder')}
      text={
        <>
          {t('dataFolderText')}
          <code className={styles.path} dir="ltr">
            {appInfo.dataFolder}
          </code>
        </>
      }
    >
      <CopyButton label={t('copyPath')} text={() => appInfo.dataFolder} />
      {appInfo.features.showFolder && (
        <Button icon={<FolderOpen aria-hidden />} onPress={() => void showFolder()}>
          {t('showFolder')}
        </Button>
      )}
    </SettingRow>
  );
}

function ResetRow() {
  const { t } = useTranslation('settings');
  const bridge = useBridge();
  const tell = useTellError();
  const [isAsking, setIsAsking] = useState(false);

  const reset = async () => {
    setIsAsking(false);
    const outcome = await bridge.invoke('settings.reset', {});
    if (!outcome.ok) tell(outcome.error);
  };
  return (
    <SettingRow label={t('reset')} text={t('resetText')}>
      <Button onPress={() => setIsAsking(true)}>{t('reset')}</Button>
      <Question
        isOpen={isAsking}
        title={t('resetQuestion')}
        text={t('resetText')}
        confirmLabel={t('resetConfirm')}
        cancelLabel={t('resetCancel')}
        onConfirm={() => void reset()}
        onCancel={() => setIsAsking(false)}
      />
    </SettingRow>
  );
}
