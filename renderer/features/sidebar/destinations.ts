import { AudioWaveform, Music4, Settings, Smartphone, type LucideIcon } from 'lucide-react';

/** A place the sidebar and the tab bar lead to. */
export type Destination = 'listen' | 'players' | 'signalPath' | 'settings';

export const destinations: readonly { readonly name: Destination; readonly Icon: LucideIcon }[] = [
  { name: 'listen', Icon: Music4 },
  { name: 'players', Icon: Smartphone },
  { name: 'signalPath', Icon: AudioWaveform },
  { name: 'settings', Icon: Settings },
];
