import { seedId, type SeedMerchant, staffOf } from "./merchants";

export const KILN: SeedMerchant = {
  id: seedId("merchant", "kiln"),
  slug: "kiln",
  name: "Kiln & Kernel",
  legalName: "Kiln & Kernel GmbH",
  addressLines: ["Lehmweg 12", "20251 Hamburg", "Deutschland"],
  taxId: "DE123456788",
  statementDescriptor: "KILN KERNEL",
  supportEmail: "hallo@kiln.example",
  timeZone: "Europe/Berlin",
  locale: "de-DE",
  currencies: ["EUR", "JPY"],
  hosts: ["kiln.localhost"],
  paymentAmountMaxMinor: 1_500_000n,
  staff: staffOf("kiln.example"),
  customers: [
    { name: "Greta Vogel", email: "greta@vogel.example" },
    { name: "Hiro Sato", email: "hiro@sato.example" },
  ],
  products: [
    {
      slug: "werkstattbrief",
      kind: "site_placement",
      name: "Placement in Werkstattbrief",
      summary: "A studio visit in the newsletter that potters read.",
      description:
        "We visit your studio, photograph it and write about it. You see the page before it goes out and pay once you approve it.",
      priceMinor: 26_000n,
      currency: "EUR",
      details: { Readers: "12,000 a month", Delivery: "15 working days" },
    },
    {
      slug: "glazing-for-beginners",
      kind: "course",
      name: "Glazing for beginners",
      summary: "Five lessons, one test tile each.",
      description: "From the first oxide to a glaze that you can repeat. Opens as soon as it is paid.",
      priceMinor: 8_900n,
      currency: "EUR",
      details: {
        lessons: [
          {
            title: "What a glaze is made of",
            minutes: 16,
            text: "Glass former, flux, stabilizer. Three words that explain every recipe on your shelf.",
          },
          { title: "The first test tile", minutes: 12, text: "Make ten before you make one pot." },
          { title: "Color without luck", minutes: 18, text: "Oxides in tenths of a percent, written down." },
          { title: "Firing notes", minutes: 11, text: "The kiln remembers nothing. You have to." },
          {
            title: "Faults and what they say",
            minutes: 14,
            text: "Crawling, pinholes, shivering: each is a sentence about the step before.",
          },
        ],
      },
    },
    {
      slug: "raku-at-home",
      kind: "course",
      name: "Raku at home",
      summary: "Three lessons, priced in yen for our readers in Japan.",
      description: "A small barrel, a garden and a calm afternoon. Opens as soon as it is paid.",
      priceMinor: 9_800n,
      currency: "JPY",
      details: {
        lessons: [
          { title: "The barrel", minutes: 9, text: "What to drill, where, and why the lid matters most." },
          { title: "Fire and smoke", minutes: 20, text: "From red heat to sawdust in eight seconds." },
          {
            title: "Afterwards",
            minutes: 6,
            text: "Cleaning, sealing, and living with what you did not plan.",
          },
        ],
      },
    },
  ],
};
