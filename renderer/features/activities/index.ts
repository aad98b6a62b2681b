export { ActivitiesButton } from './ActivitiesButton.tsx';
