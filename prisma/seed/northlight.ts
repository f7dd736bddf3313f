import { seedId, type SeedMerchant, staffOf } from "./merchants";

export const NORTHLIGHT: SeedMerchant = {
  id: seedId("merchant", "northlight"),
  slug: "northlight",
  name: "Northlight Media",
  legalName: "Northlight Media LLC",
  addressLines: ["88 Harbor Street", "Portland, ME 04101", "United States"],
  taxId: "12-3456789",
  statementDescriptor: "NORTHLIGHT",
  supportEmail: "help@northlight.example",
  timeZone: "America/New_York",
  locale: "en-US",
  currencies: ["USD"],
  hosts: ["localhost", "northlight.localhost"],
  paymentAmountMaxMinor: 2_500_000n,
  staff: staffOf("northlight.example"),
  customers: [
    { name: "Ada Moreno", email: "ada@moreno.example" },
    { name: "Ben Okafor", email: "ben@okafor.example" },
    { name: "Chiara Rossi", email: "chiara@rossi.example" },
    { name: "Dana Lindqvist", email: "dana@lindqvist.example" },
    { name: "Elif Kaya", email: "elif@kaya.example" },
  ],
  products: [
    {
      slug: "harbor-and-field",
      kind: "site_placement",
      name: "Placement on Harbor & Field",
      summary: "A feature in a home and garden journal with 90,000 readers a month.",
      description:
        "Our editors write 900 words about your work and publish them on Harbor & Field. You look at the finished page, ask for changes if it is not right, and pay once you approve it.",
      priceMinor: 24_000n,
      currency: "USD",
      details: { Readers: "90,000 a month", Words: "900", Delivery: "10 working days" },
    },
    {
      slug: "the-long-table",
      kind: "site_placement",
      name: "Placement on The Long Table",
      summary: "A recipe story in a food magazine that people cook from.",
      description:
        "A recipe built around your product, photographed in our kitchen and published on The Long Table. You see the page first and pay when you approve it.",
      priceMinor: 31_000n,
      currency: "USD",
      details: { Readers: "140,000 a month", Photographs: "6", Delivery: "15 working days" },
    },
    {
      slug: "fieldnotes-weekly",
      kind: "site_placement",
      name: "Placement on Fieldnotes Weekly",
      summary: "A field test of your gear, read by people who walk far.",
      description:
        "Two of our walkers take your gear out for a week and write what they found. You see the page before anybody else does.",
      priceMinor: 18_000n,
      currency: "USD",
      details: { Readers: "35,000 a month", Words: "1,200", Delivery: "20 working days" },
    },
    {
      slug: "pages-people-finish",
      kind: "course",
      name: "Writing pages people finish",
      summary: "Six lessons on saying one thing well. Opens as soon as it is paid.",
      description:
        "A short course for people who write about what they make: openings, proof, rhythm, endings. At your own pace, yours to keep.",
      priceMinor: 14_900n,
      currency: "USD",
      details: {
        lessons: [
          {
            title: "Start where the reader stands",
            minutes: 14,
            text: "Most pages begin with the writer. Begin with what the reader already worries about, in the words they would use at a kitchen table.",
          },
          {
            title: "One page, one promise",
            minutes: 11,
            text: "Write the promise on a card before the page. Every paragraph either keeps it or leaves.",
          },
          {
            title: "Proof before praise",
            minutes: 17,
            text: "A number, a name, a photograph. Praise that has no proof beside it is noise, and readers have learned to skip it.",
          },
          {
            title: "Rhythm",
            minutes: 12,
            text: "Read it aloud. Where you breathe, the reader does. Where you stumble, they leave.",
          },
          {
            title: "Cutting without bleeding",
            minutes: 15,
            text: "Cut the first paragraph and see whether anybody misses it. Then cut the second.",
          },
          {
            title: "Endings that ask",
            minutes: 9,
            text: "Ask for one thing. Say what happens next and how long it takes.",
          },
        ],
      },
    },
    {
      slug: "search-for-small-shops",
      kind: "course",
      name: "Search for small shops",
      summary: "Four lessons on being found by the people two streets away.",
      description:
        "What a shop with one counter can do about search in an afternoon, and what it can safely ignore.",
      priceMinor: 5_900n,
      currency: "USD",
      details: {
        lessons: [
          {
            title: "What people type",
            minutes: 10,
            text: "Stand at your counter for a day and write down the words people use. Those are your page titles.",
          },
          {
            title: "Opening hours are a ranking factor",
            minutes: 8,
            text: "Wrong hours cost more visits than any slow page. Fix them everywhere, today.",
          },
          {
            title: "Photographs that answer",
            minutes: 13,
            text: "Show the door, the shelf and the person. In that order.",
          },
          {
            title: "What to ignore",
            minutes: 7,
            text: "Nearly everything that is sold to you as search. Here is the short list of exceptions.",
          },
        ],
      },
    },
  ],
};
