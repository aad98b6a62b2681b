export { IdleWatch } from '../../../../base/IdleWatch.ts';
