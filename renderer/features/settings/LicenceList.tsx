import { ChevronRight } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Disclosure, DisclosurePanel } from 'react-aria-components/Disclosure';
import { Heading } from 'react-aria-components/Heading';
import { useTranslation } from 'react-i18next';
import type { AppError } from '../../../electron/contract/errors.ts';
import type { Outcome } from '../../../electron/contract/messages.ts';
import { classNames } from '../../ui/classNames.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { SearchField } from '../../ui/TextField.tsx';
import { ErrorState } from '../notices/index.ts';
import styles from './LicenceList.module.css';
import { PackageLicences, type PackageLicence } from './PackageLicence.ts';

type Licences =
  | { readonly kind: 'reading' }
  | { readonly kind: 'failed'; readonly error: AppError }
  | { readonly kind: 'read'; readonly all: readonly PackageLicence[] };

/** Everything of others that is in this program, each with its terms. */
export function LicenceList() {
  const { t } = useTranslation('about');
  const { licences, retry } = useLicences();
  const [search, setSearch] = useState('');

  if (licences.kind === 'reading') return <Skeleton shape="row" count={5} />;
  if (licences.kind === 'failed') return <ErrorState error={licences.error} onRetry={retry} />;
  const wanted = search.trim().toLowerCase();
  const shown = licences.all.filter(({ name }) => name.toLowerCase().includes(wanted));
  return (
    <section className={styles.section}>
      <header className={styles.header}>
        <div>
          <h2 className={styles.title}>{t('thirdParty')}</h2>
          <p className={styles.intro}>{t('thirdPartyText', { count: licences.all.length })}</p>
        </div>
        <SearchField
          label={t('searchPackages')}
          className={styles.search ?? ''}
          value={search}
          onChange={setSearch}
        />
      </header>
      {shown.length === 0 && <p className={styles.intro}>{t('noMatch')}</p>}
      <div className={styles.list}>
        {shown.map((licence) => (
          <LicenceRow key={`${licence.name}@${licence.version}`} licence={licence} />
        ))}
      </div>
    </section>
  );
}

function LicenceRow({ licence }: { readonly licence: PackageLicence }) {
  const { t } = useTranslation('about');
  return (
    <Disclosure className={styles.item ?? ''}>
      {({ isExpanded }) => (
        <>
          <Heading level={3} className={styles.heading ?? ''}>
            <AriaButton slot="trigger" className={styles.trigger ?? ''}>
              <ChevronRight
                className={classNames(styles.arrow, isExpanded && styles.turned)}
                aria-hidden
              />
              <bdi className={styles.name}>{licence.name}</bdi>{' '}
              <bdi className={styles.version}>{licence.version}</bdi>{' '}
              <span className={styles.terms}>
                <bdi>{licence.licence}</bdi>
              </span>
            </AriaButton>
          </Heading>
          <DisclosurePanel>
            {isExpanded && (
              <pre className={styles.text} dir="auto" tabIndex={0}>
                {licence.text === '' ? t('noText') : licence.text}
              </pre>
            )}
          </DisclosurePanel>
        </>
      )}
    </Disclosure>
  );
}

function useLicences(): { readonly licences: Licences; readonly retry: () => void } {
  const [licences, setLicences] = useState<Licences>({ kind: 'reading' });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const left = new AbortController();
    void readLicences(left.signal).then((outcome) => {
      if (left.signal.aborted) return;
      setLicences(
        outcome.ok
          ? { kind: 'read', all: outcome.value }
          : { kind: 'failed', error: outcome.error },
      );
    });
    return () => left.abort();
  }, [attempt]);
  const retry = () => {
    setLicences({ kind: 'reading' });
    setAttempt((count) => count + 1);
  };
  return { licences, retry };
}

async function readLicences(signal: AbortSignal): Promise<Outcome<readonly PackageLicence[]>> {
  const broken = (details: string): Outcome<never> => ({
    ok: false,
    error: { code: 'app.internal', details: `licences.json: ${details}` },
  });
  const response = await fetch('licences.json', { signal }).catch(() => null);
  if (response === null) return { ok: false, error: { code: 'ipc.disconnected' } };
  if (!response.ok) return broken(`HTTP ${response.status}`);
  const licences = PackageLicences.safeParse(await response.json().catch(() => null));
  return licences.success ? { ok: true, value: licences.data } : broken(licences.error.message);
}
