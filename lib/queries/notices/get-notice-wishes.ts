import type { CustomerActor } from "@/lib/domain/actor";
import {
  CHANNELS,
  type Channel,
  isOptional,
  isWanted,
  type Topic,
  TOPICS,
} from "@/lib/domain/notices/topics";
import { readNoticeWishes } from "@/lib/db/notice-choices";
import { env } from "@/lib/platform/env";

export interface NoticeWishView {
  readonly topic: Topic;
  readonly ways: Readonly<Record<Channel, { readonly isOn: boolean; readonly isOptional: boolean }>>;
}

export interface NoticeWishesView {
  readonly topics: readonly NoticeWishView[];
  /** The number that is texted; null for none. */
  readonly phone: string | null;
  /** Whether text messages can be had here at all. */
  readonly hasTexts: boolean;
}

/** Of what a customer is told and how, and what of it they may turn off. */
export async function getNoticeWishes({ merchantId, customerId }: CustomerActor): Promise<NoticeWishesView> {
  const { choices, phone } = await readNoticeWishes(merchantId, customerId);
  const way = (topic: Topic, channel: Channel) => ({
    isOn: isWanted(topic, channel, choices),
    isOptional: isOptional(topic, channel),
  });
  const [email, sms] = CHANNELS;
  return {
    topics: TOPICS.map((topic) => ({ topic, ways: { email: way(topic, email), sms: way(topic, sms) } })),
    phone,
    hasTexts: env().SMS_TRANSPORT !== "off",
  };
}
