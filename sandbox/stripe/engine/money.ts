import { invalidParameter, invalidRequest } from "../protocol/errors.ts";

/** https://docs.stripe.com/currencies#zero-decimal */
const ZERO_DECIMAL = new Set("bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf".split(" "));
/** https://docs.stripe.com/currencies#three-decimal */
const THREE_DECIMAL = new Set("bhd jod kwd omr tnd".split(" "));

/** https://docs.stripe.com/currencies#presentment-currencies */
const CURRENCIES = new Set(
  (
    "usd aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bhd bif bmd bnd bob brl bsd bwp byn bzd cad cdf chf clp " +
    "cny cop crc cve czk djf dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gnf gtq gyd hkd hnl htg huf idr ils inr isk " +
    "jmd jod jpy kes kgs khr kmf krw kwd kyd kzt lak lbp lkr lrd lsl mad mdl mga mkd mmk mnt mop mur mvr mwk mxn myr mzn " +
    "nad ngn nio nok npr nzd omr pab pen pgk php pkr pln pyg qar ron rsd rub rwf sar sbd scr sek sgd shp sle sos srd std " +
    "szl thb tjs tnd top try ttd twd tzs uah ugx uyu uzs vnd vuv wst xaf xcd xof xpf yer zar zmw"
  ).split(" "),
);

/** https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts */
const MINIMUM: Readonly<Record<string, number>> = {
  aed: 200,
  aud: 50,
  bgn: 100,
  brl: 50,
  cad: 50,
  chf: 50,
  czk: 1_500,
  dkk: 250,
  eur: 50,
  gbp: 30,
  hkd: 400,
  huf: 17_500,
  inr: 50,
  jpy: 50,
  mxn: 1_000,
  myr: 200,
  nok: 300,
  nzd: 50,
  pln: 200,
  ron: 200,
  sek: 300,
  sgd: 50,
  thb: 1_000,
  usd: 50,
};

const MAXIMUM: Readonly<Record<string, number>> = {
  cop: 9_999_999_999,
  huf: 9_999_999_999,
  idr: 999_999_999_999,
  inr: 999_999_999,
  jpy: 9_999_999_999,
  lbp: 999_999_999_999,
};
const MAXIMUM_USUAL = 99_999_999;

function decimalsOf(currency: string): 0 | 2 | 3 {
  if (ZERO_DECIMAL.has(currency)) return 0;
  return THREE_DECIMAL.has(currency) ? 3 : 2;
}

/** `$10.00`, `¥500`: how Stripe writes amounts into messages. */
export function amountText(amount: number, currency: string): string {
  const digits = decimalsOf(currency);
  const format = new Intl.NumberFormat("en-US", {
    style: "currency",
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return format.format(amount / 10 ** digits);
}

/** The currency in lower case, or the refusal that Stripe gives for one it does not know. */
export function checkCurrency(given: string): string {
  const currency = given.toLowerCase();
  if (CURRENCIES.has(currency)) return currency;
  throw invalidParameter(
    `Invalid currency: ${given}. Stripe currently supports these currencies: ${[...CURRENCIES].join(", ")}`,
    {
      param: "currency",
    },
  );
}

/** https://docs.stripe.com/error-codes/amount-too-small and amount-too-large */
export function checkAmount(amount: number, currency: string): void {
  if (amount < 0 || !Number.isSafeInteger(amount)) {
    throw invalidParameter("Invalid integer: amount must be at least 0", {
      code: "parameter_invalid_integer",
      param: "amount",
    });
  }
  const minimum = MINIMUM[currency] ?? 1;
  const maximum = MAXIMUM[currency] ?? MAXIMUM_USUAL;
  if (amount < minimum) {
    const message = `Amount must be at least ${amountText(minimum, currency)} ${currency}`;
    throw invalidRequest(message, { code: "amount_too_small", param: "amount" });
  }
  if (amount > maximum) {
    const message = `Amount must be no more than ${amountText(maximum, currency)} ${currency}`;
    throw invalidRequest(message, { code: "amount_too_large", param: "amount" });
  }
  if (decimalsOf(currency) === 3 && amount % 10 !== 0) {
    throw invalidRequest(
      `Invalid amount: for ${currency} the last digit must be 0, because charges are rounded to two decimals.`,
      {
        param: "amount",
      },
    );
  }
}
