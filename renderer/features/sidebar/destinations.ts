import { AudioWaveform, Music4, Settings, Smartphone, type LucideIcon } from 'lucide-react';

/** A place the sidebar or the tab bar leads to. */
export type Destination = 'listen' | 'players' | 'signalPath' | 'settings';

/** `row` in the sidebar, `tab` in the tab bar. */
export type DestinationShape = 'row' | 'tab';

interface DestinationEntry {
  readonly name: Destination;
  readonly Icon: LucideIcon;
  readonly shapes: readonly DestinationShape[];
}

export const destinations: readonly DestinationEntry[] = [
  { name: 'listen', Icon: Music4, shapes: ['row', 'tab'] },
  // The sidebar has a section for each of them.
  { name: 'players', Icon: Smartphone, shapes: ['tab'] },
  // A narrow window has room for five tabs; there the player and the queue's sheet lead to it.
  { name: 'signalPath', Icon: AudioWaveform, shapes: ['row'] },
  { name: 'settings', Icon: Settings, shapes: ['row', 'tab'] },
];
