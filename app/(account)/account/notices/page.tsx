import type { Metadata } from "next";
import { NoticeChoices } from "@/components/account/notice-choices";
import { NoticeList } from "@/components/account/notice-list";
import { TextConsent } from "@/components/account/text-consent";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { currentMerchant } from "@/lib/auth/current-merchant";
import { customerContext } from "@/lib/auth/service-context";
import { getNoticeWishes } from "@/lib/queries/notices/get-notice-wishes";
import { listNotices } from "@/lib/queries/notices/list-notices";
import { agreeToTextsAction, chooseNoticesAction, endTextsAction } from "./actions";
import { TEXT_CONSENT } from "./consent-words";

export const metadata: Metadata = { title: "Notices" };

export default async function NoticesPage() {
  const [{ actor }, merchant] = await Promise.all([customerContext(), currentMerchant()]);
  const [wishes, notices] = await Promise.all([getNoticeWishes(actor), listNotices(actor, actor)]);
  const { locale, timeZone } = merchant;
  const phone = wishes.hasTexts ? wishes.phone : null;
  return (
    <>
      <PageHeader title="Notices" lead="What we tell you, and how. The language is chosen under Billing." />
      <div className="grid gap-10">
        <Section title="What you are told">
          <NoticeChoices
            key={phone}
            action={chooseNoticesAction}
            topics={wishes.topics}
            phone={phone}
            locale={locale}
          />
        </Section>
        {wishes.hasTexts && (
          <Section title="Text messages">
            <TextConsent
              key={phone}
              agree={agreeToTextsAction}
              end={endTextsAction}
              phone={phone}
              wording={TEXT_CONSENT}
              locale={locale}
            />
          </Section>
        )}
        <Section title="Sent lately">
          <NoticeList notices={notices} display={{ locale, timeZone }} />
        </Section>
      </div>
    </>
  );
}
