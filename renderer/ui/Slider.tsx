import {
  Slider as AriaSlider,
  SliderThumb,
  SliderTrack,
  type SliderProps as AriaSliderProps,
} from 'react-aria-components/Slider';
import { classNames } from './classNames.ts';
import styles from './Slider.module.css';

export interface SliderProps extends Omit<
  AriaSliderProps<number>,
  'className' | 'style' | 'children' | 'aria-label'
> {
  /** Accessible name; nothing is shown of it. */
  readonly label: string;
  readonly className?: string;
}

/** One value on a line: volume and the like. `formatOptions` says how it is read out. */
export function Slider({ label, className, ...rest }: SliderProps) {
  return (
    <AriaSlider {...rest} aria-label={label} className={classNames(styles.slider, className)}>
      <SliderTrack className={styles.track ?? ''}>
        {({ state }) => (
          <>
            <div className={styles.rail} />
            <div
              className={styles.fill}
              style={{ inlineSize: `${state.getThumbPercent(0) * 100}%` }}
            />
            <SliderThumb className={styles.thumb ?? ''} />
          </>
        )}
      </SliderTrack>
    </AriaSlider>
  );
}
