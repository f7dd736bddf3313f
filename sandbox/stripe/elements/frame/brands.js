/** Small card marks, drawn here so that nothing is fetched from elsewhere. */
const frame = (fill, inner) =>
  `<svg viewBox="0 0 24 16"><rect x=".5" y=".5" width="23" height="15" rx="2.5" fill="${fill}" stroke="var(--markBorder)"/>${inner}</svg>`;

const word = (text, fill, extra = "") =>
  `<text x="12" y="10.7" text-anchor="middle" font-family="Arial,Helvetica,sans-serif" font-weight="700" font-size="7" fill="${fill}" ${extra}>${text}</text>`;

export const MARKS = {
  visa: frame("#fff", word("VISA", "#1434cb", 'font-style="italic"')),
  mastercard: frame(
    "#fff",
    '<circle cx="9.6" cy="8" r="4.3" fill="#eb001b"/><circle cx="14.4" cy="8" r="4.3" fill="#f79e1b"/>' +
      '<path d="M12 4.43a4.3 4.3 0 0 1 0 7.14 4.3 4.3 0 0 1 0-7.14z" fill="#ff5f00"/>',
  ),
  amex: frame("#016fd0", word("AMEX", "#fff", 'letter-spacing="-.2"')),
  discover: frame(
    "#fff",
    '<path d="M23 8.5c-4 3.2-9 5.3-15 6.5h12.5A2.5 2.5 0 0 0 23 12.5z" fill="#f47216"/>' +
      '<text x="9" y="8.6" text-anchor="middle" font-family="Arial,Helvetica,sans-serif" font-weight="700" font-size="4.6" fill="#20242b">DISC</text>' +
      '<circle cx="17" cy="7" r="2.2" fill="#f47216"/>',
  ),
  diners: frame(
    "#fff",
    '<circle cx="12" cy="8" r="5.2" fill="#0069aa"/><circle cx="12" cy="8" r="3.9" fill="#fff"/><path d="M11 4.9v6.2a3.2 3.2 0 0 1 0-6.2zm2 0v6.2a3.2 3.2 0 0 0 0-6.2z" fill="#0069aa"/>',
  ),
  jcb: frame(
    "#fff",
    '<rect x="4.5" y="3" width="4.4" height="10" rx="1.6" fill="#0e4c96"/><rect x="9.8" y="3" width="4.4" height="10" rx="1.6" fill="#d8222a"/><rect x="15.1" y="3" width="4.4" height="10" rx="1.6" fill="#0a8a3a"/>' +
      '<g font-family="Arial,Helvetica,sans-serif" font-weight="700" font-size="4.2" fill="#fff" text-anchor="middle"><text x="6.7" y="9.6">J</text><text x="12" y="9.6">C</text><text x="17.3" y="9.6">B</text></g>',
  ),
  unionpay: frame(
    "#fff",
    '<path d="M6.5 2h5l-2.2 12h-5z" fill="#e21836"/><path d="M11 2h5l-2.2 12h-5z" fill="#00447c"/><path d="M15.5 2h5l-2.2 12h-5z" fill="#007b84"/>',
  ),
};

const cvcCard =
  '<rect x="1" y="2" width="24" height="16" rx="2.5" fill="none" stroke="currentColor" stroke-width="1.4"/><path d="M1 7h24" stroke="currentColor" stroke-width="2.6"/>';

export const CVC_BACK = `<svg viewBox="0 0 30 20">${cvcCard}<circle cx="22" cy="13" r="6.2" fill="var(--inputBackground)"/><circle cx="22" cy="13" r="5" fill="none" stroke="currentColor" stroke-width="1.4"/><g fill="currentColor"><circle cx="19.8" cy="13" r=".8"/><circle cx="22" cy="13" r=".8"/><circle cx="24.2" cy="13" r=".8"/></g></svg>`;

export const CVC_FRONT = `<svg viewBox="0 0 30 20"><rect x="1" y="2" width="24" height="16" rx="2.5" fill="none" stroke="currentColor" stroke-width="1.4"/><path d="M4.5 13h7" stroke="currentColor" stroke-width="1.4"/><circle cx="21" cy="7" r="6.4" fill="var(--inputBackground)"/><circle cx="21" cy="7" r="5.2" fill="none" stroke="currentColor" stroke-width="1.4"/><g fill="currentColor"><circle cx="18" cy="7" r=".75"/><circle cx="20" cy="7" r=".75"/><circle cx="22" cy="7" r=".75"/><circle cx="24" cy="7" r=".75"/></g></svg>`;

const glyph = (path) =>
  `<svg viewBox="0 0 24 16" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round">${path}</svg>`;
const letter = (text, fill, ink = "#fff") =>
  frame(
    fill,
    `<text x="12" y="11" text-anchor="middle" font-family="Arial,Helvetica,sans-serif" font-weight="700" font-size="8" fill="${ink}">${text}</text>`,
  );

/** One mark per payment method. Wordless where the owner's mark is a picture of its own. */
export const METHOD_MARKS = {
  card: glyph('<rect x="3.5" y="2.5" width="17" height="11" rx="2"/><path d="M3.5 6.2h17M6.5 10.5h3"/>'),
  us_bank_account: glyph(
    '<path d="M5 6.5L12 2.5l7 4M5.5 13.5h13M7 6.8v6.4m3.3-6.4v6.4m3.4-6.4v6.4M17 6.8v6.4"/>',
  ),
  customer_balance: glyph('<path d="M4 5.5h14m-3-3l3 3-3 3M20 10.5H6m3-3l-3 3 3 3"/>'),
  other: glyph('<circle cx="12" cy="8" r="5.5"/><path d="M12 5.2v5.6M9.8 8h4.4"/>'),
  sepa_debit: letter("S€PA", "#10298e"),
  link: letter("link", "#00d66f", "#011e0f"),
  klarna: letter("K.", "#ffb3c7", "#17120f"),
  afterpay_clearpay: letter("A&gt;", "#b2fce4", "#000"),
  affirm: letter("af", "#fff", "#0b0c2b"),
  paypal: letter("PP", "#fff", "#003087"),
  cashapp: letter("$", "#00d64f", "#fff"),
  wechat_pay: letter("We", "#07c160"),
  alipay: letter("Ali", "#1677ff"),
  amazon_pay: letter("pay", "#ff9900", "#131921"),
  revolut_pay: letter("R", "#fff", "#191c1f"),
  ideal: letter("iD", "#fff", "#cc0066"),
  bancontact: letter("BC", "#fff", "#005498"),
  eps: letter("eps", "#fff", "#a0116b"),
  p24: letter("P24", "#fff", "#d13239"),
  crypto: letter("₿$", "#2775ca"),
};
