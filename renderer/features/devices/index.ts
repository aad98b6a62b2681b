import { lazyPart } from '../../ui/lazyPart.ts';

export { PlayersSection } from './PlayersSection.tsx';
export const PlayerPage = lazyPart(async () => (await import('./PlayerPage.tsx')).PlayerPage);
export const PlayersPage = lazyPart(async () => (await import('./PlayersPage.tsx')).PlayersPage);
