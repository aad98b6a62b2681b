import { useTranslation } from 'react-i18next';
import { destinations, type Destination } from './destinations.ts';
import { NavigationLink } from './NavigationLink.tsx';

export interface DestinationItemsProps {
  /** Where the person is; `null` somewhere none of them leads to. */
  readonly current: Destination | null;
  readonly hrefOf: (destination: Destination) => string;
  /** `row` in the sidebar, `tab` in the tab bar. */
  readonly shape: 'row' | 'tab';
}

/** A list item for each place one can go. */
export function DestinationItems({ current, hrefOf, shape }: DestinationItemsProps) {
  const { t } = useTranslation('sidebar');
  // In the sidebar the players have a section of their own.
  const shown = destinations.filter(({ name }) => shape === 'tab' || name !== 'players');
  return shown.map(({ name, Icon }) => (
    <li key={name}>
      <NavigationLink
        href={hrefOf(name)}
        isCurrent={name === current}
        icon={<Icon aria-hidden />}
        shape={shape}
      >
        {t(name)}
      </NavigationLink>
    </li>
  ));
}
