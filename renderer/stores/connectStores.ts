import type { Bridge, ConnectionState } from '../bridge/Bridge.ts';
import type { MirroredTopic, Stores, TopicStore } from './Stores.ts';

/**
 * Keeps `stores` in step with main: every topic, the connection, and what the program is (asked again
 * after every reconnection, since another version may answer then). What was known stays while the
 * connection is lost.
 *
 * @returns ends the mirroring
 */
export function connectStores(stores: Stores, bridge: Bridge): () => void {
  const disconnected = new AbortController();

  const mirror = <Name extends MirroredTopic>(name: Name, store: TopicStore<Name>) =>
    bridge.subscribe(name, (value, receivedAtMs) => store.setState({ value, receivedAtMs }, true));

  const readAppInfo = async () => {
    const outcome = await bridge.invoke('app.getInfo', {}, { signal: disconnected.signal });
    if (outcome.ok) stores.appInfo.setState(outcome.value, true);
  };

  const showConnection = (state: ConnectionState) => {
    stores.connection.setState(state, true);
    if (state === 'open') void readAppInfo();
  };

  const { topics } = stores;
  const ends = [
    mirror('settings', topics.settings),
    mirror('player', topics.player),
    mirror('playback', topics.playback),
    mirror('nowPlaying', topics.nowPlaying),
    mirror('queue', topics.queue),
    mirror('session', topics.session),
    mirror('sink', topics.sink),
    mirror('activities', topics.activities),
    mirror('notices', topics.notices),
    mirror('devices', topics.devices),
    mirror('deviceSources', topics.deviceSources),
    mirror('listings', topics.listings),
    mirror('transferPlans', topics.transferPlans),
    mirror('transfers', topics.transfers),
    bridge.subscribeConnection(showConnection),
  ];
  showConnection(bridge.connectionState);

  return () => {
    disconnected.abort();
    for (const end of ends) end();
  };
}
