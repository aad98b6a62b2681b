import { useTranslation } from 'react-i18next';
import { destinations, type Destination, type DestinationShape } from './destinations.ts';
import { NavigationLink } from './NavigationLink.tsx';

export interface DestinationItemsProps {
  /** Where the person is; `null` somewhere none of them leads to. */
  readonly current: Destination | null;
  readonly hrefOf: (destination: Destination) => string;
  readonly shape: DestinationShape;
}

/** A list item for each place one can go. */
export function DestinationItems({ current, hrefOf, shape }: DestinationItemsProps) {
  const { t } = useTranslation('sidebar');
  const shown = destinations.filter(({ shapes }) => shapes.includes(shape));
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
