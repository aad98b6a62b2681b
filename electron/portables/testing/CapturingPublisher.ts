import type { TopicName, TopicValue } from '../../contract/topics.ts';
import type { TopicPublisher } from '../../player/publishTopics.ts';

/** Keeps the newest of every topic. */
export class CapturingPublisher implements TopicPublisher {
  readonly #values = new Map<TopicName, unknown>();
  readonly published: TopicName[] = [];

  publish<Name extends TopicName>(name: Name, value: TopicValue<Name>): void {
    this.#values.set(name, value);
    this.published.push(name);
  }

  get<Name extends TopicName>(name: Name): TopicValue<Name> {
    // What is kept under a name was published under it.
    return this.#values.get(name) as TopicValue<Name>;
  }
}
