import type { DequeuedMessageItem } from '@azure/storage-queue';
import pLimit from 'p-limit';
import type { DeliveryKey } from '../../domain/delivery/delivery.ts';
import type { DeliveryQueue, Logger, QueuedDelivery } from '../../ports.ts';
import { type Queues, withQueueDeadline } from './connect.ts';
import { encodeMessage, parseMessage } from './message.ts';
import { isStaleReceipt, queueFailure } from './queue-error.ts';

/** Enough to hide the round trip without a burst that storage would throttle. */
const enqueuedAtOnce = 8;
/** Storage hides a message for seven days at most. */
const longestDelaySeconds = 7 * 24 * 60 * 60;
const mostAtOnce = 32;

export interface DeliveryQueueOptions {
  readonly logger: Logger;
  /** How long a received message stays hidden; storage takes 1 to 604,800. */
  readonly visibilitySeconds?: number;
}

/** Deliveries on Azure Storage Queue, which must exist (`createQueues`). Messages never expire. */
export function createDeliveryQueue(queues: Queues, options: DeliveryQueueOptions): DeliveryQueue {
  const { logger, visibilitySeconds = 45 } = options;

  async function send(key: DeliveryKey, delaySeconds: number): Promise<void> {
    const visibilityTimeout = Math.min(Math.max(0, Math.ceil(delaySeconds)), longestDelaySeconds);
    try {
      await queues.deliveries.sendMessage(encodeMessage(key), {
        visibilityTimeout,
        messageTimeToLive: -1,
        ...withQueueDeadline(queues),
      });
    } catch (error) {
      throw queueFailure(error, 'adding a delivery');
    }
  }

  async function remove(message: DequeuedMessageItem): Promise<void> {
    try {
      await queues.deliveries.deleteMessage(message.messageId, message.popReceipt, withQueueDeadline(queues));
    } catch (error) {
      if (!isStaleReceipt(error)) throw queueFailure(error, 'removing a delivery');
    }
  }

  async function release({ messageId, popReceipt }: DequeuedMessageItem, text: string): Promise<void> {
    try {
      await queues.deliveries.updateMessage(messageId, popReceipt, text, 0, withQueueDeadline(queues));
    } catch (error) {
      if (!isStaleReceipt(error)) throw queueFailure(error, 'giving a delivery back');
    }
  }

  async function receiveMessages(max: number): Promise<DequeuedMessageItem[]> {
    try {
      const answer = await queues.deliveries.receiveMessages({
        numberOfMessages: Math.min(max, mostAtOnce),
        visibilityTimeout: visibilitySeconds,
        ...withQueueDeadline(queues),
      });
      return answer.receivedMessageItems;
    } catch (error) {
      throw queueFailure(error, 'receiving deliveries');
    }
  }

  return {
    /** Some may have been added when this throws; the sweep enqueues again whatever stays undone. */
    async enqueue(keys, { delaySeconds = 0 } = {}) {
      const limit = pLimit(enqueuedAtOnce);
      await Promise.all(keys.map((key) => limit(() => send(key, delaySeconds))));
    },

    async receive(max) {
      if (max < 1) return [];
      const deliveries: QueuedDelivery[] = [];
      for (const message of await receiveMessages(max)) {
        const parsed = parseMessage(message.messageText);
        if (parsed === null) {
          await remove(message);
          logger.warn(
            { messageId: message.messageId },
            'Removed a malformed message from the delivery queue',
          );
        } else {
          const { key, givenBack } = parsed;
          deliveries.push({
            key,
            handedOut: message.dequeueCount - givenBack,
            remove: () => remove(message),
            release: () => release(message, encodeMessage(key, givenBack + 1)),
          });
        }
      }
      return deliveries;
    },

    async depth() {
      try {
        const { approximateMessagesCount = 0 } = await queues.deliveries.getProperties(
          withQueueDeadline(queues),
        );
        return approximateMessagesCount;
      } catch (error) {
        throw queueFailure(error, 'counting deliveries');
      }
    },
  };
}
