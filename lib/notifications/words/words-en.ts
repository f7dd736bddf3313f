import type { MailWords } from "./mail-words";

export const MAIL_WORDS_EN: MailWords = {
  welcome: (name, seller) => ({
    subject: `Welcome to ${seller}`,
    heading: `Welcome, ${name}`,
    paragraphs: [
      `You now have an account with ${seller}. Your orders, receipts and saved cards are in one place.`,
    ],
    link: "Go to your account",
    notes: [
      "If you did not register, somebody typed your address by mistake. Tell us and we close the account.",
    ],
  }),
  orderConfirmed: (name, number, begins) => ({
    subject: `Order ${number} is confirmed`,
    heading: `Order ${number} is confirmed`,
    paragraphs: [
      `Thank you, ${name}. We have your order.`,
      begins === "sites"
        ? "We prepare your sites now and write to you when they are ready to be looked at. Nothing is due before you have approved them."
        : "It can be paid now.",
    ],
    link: "Look at the order",
    total: "Total",
  }),
  sitesReady: (name, number, count) => {
    const sites = count === 1 ? "Your site is" : `Your ${count} sites are`;
    return {
      subject: `Order ${number}: ${sites.toLowerCase()} ready`,
      heading: `${sites} ready to be looked at`,
      paragraphs: [
        `Hello ${name}, please look at each and approve it, or send it back with what should change.`,
        "Payment opens when all of them are approved.",
      ],
      link: "Look and approve",
    };
  },
  paymentReceipt: (name, number, amount) => ({
    subject: `Receipt for order ${number}: ${amount}`,
    heading: `${amount} received`,
    paragraphs: [`Thank you, ${name}. Your payment for order ${number} has arrived.`],
    link: "Open the receipt",
  }),
  receiptTerms: {
    amount: "Amount",
    method: "Method",
    creditBeside: "Credit used as well",
    transaction: "Transaction id",
    paidOn: "Paid on",
    onStatement: "On your statement",
    receivedBy: "Received by",
  },
  paymentFailed: (name, number, amount) => ({
    subject: `Order ${number}: your payment did not go through`,
    heading: "You have not been charged",
    paragraphs: [`Hello ${name}, your payment of ${amount} for order ${number} did not go through.`],
    link: "Try again",
  }),
  advice: {
    try_another_card: "This card cannot be used here. Please try another card.",
    contact_bank: "Your bank said no without telling us why. Please try another card, or ask your bank.",
    check_number: "The card number or address did not look right. Please check it and try again.",
    check_expiry: "The card has expired or its date was wrong. Please check the date or try another card.",
    check_security_code: "The security code was not right. Please check it and try again.",
    check_funds:
      "There was not enough money or limit on the card. Please try another card, or add money and try again.",
    authenticate_again: "Your bank could not confirm that it was you. Please try again, or use another card.",
    try_again_later: "The bank could not be asked at that moment. Please try again in a few minutes.",
  },
  escalation: (address, paymentId, traceId) =>
    `It keeps failing? Write to ${address} and name ${paymentId} and trace ${traceId}: then we see at once what happened.`,
  authenticationNeeded: (name, number, amount, until) => ({
    subject: `Order ${number}: please confirm the payment of ${amount}`,
    heading: "Your bank asks you to confirm a payment",
    paragraphs: [
      `Hello ${name}, ${amount} for order ${number} can be charged once you have confirmed it with your bank. You have not been charged.`,
      until === null
        ? "It takes a minute: open the payment and follow what your bank shows."
        : `It takes a minute: open the payment by ${until} and follow what your bank shows.`,
    ],
    link: "Confirm the payment",
    notes: ["Your bank never asks for a password or code by mail, and neither do we."],
  }),
  chargeFailed: (name, number, amount, order) => ({
    subject: `Order ${number}: your card could not be charged`,
    heading: "You have not been charged",
    paragraphs: [
      `Hello ${name}, ${amount} of order ${number} is due, and the card that we keep for it did not work. We do not try it again by ourselves.`,
      "Please pay with the link below, with this card or another one.",
    ],
    link: "Pay now",
    notes: [`To have another card charged from now on, choose it on your order's page: ${order}`],
  }),
  reminder: {
    upcoming: ({ name, number, amount, day }) => ({
      subject: `Order ${number}: ${amount} will be due on ${day}`,
      heading: `${amount} will be due on ${day}`,
      paragraphs: [
        `Hello ${name}, this is to let you know ahead of time. You can pay now or until ${day}.`,
        "If your payment is on its way already, there is nothing to do.",
      ],
      link: "Look and pay",
    }),
    due: ({ name, number, amount }) => ({
      subject: `Order ${number}: ${amount} is due today`,
      heading: `${amount} is due today`,
      paragraphs: [
        `Hello ${name}, today is the day on which this part of order ${number} is due.`,
        "If your payment is on its way already, there is nothing to do.",
      ],
      link: "Look and pay",
    }),
    overdue: ({ name, number, amount, day, daysLate }) => ({
      subject: `Order ${number}: ${amount} was due on ${day}`,
      heading: `${amount} is overdue`,
      paragraphs: [
        `Hello ${name}, ${amount} for order ${number} was due on ${day}, ${daysLate === 1 ? "a day" : `${daysLate} days`} ago. We have not seen a payment yet.`,
        "Please pay it now. If something keeps you from paying, write to us: we would rather find a way with you.",
      ],
      link: "Pay now",
      notes: ["If you have paid in the last days, thank you: then this message crossed your payment."],
    }),
  },
  reminderTerms: { order: "Order", amount: "Amount", dueOn: "Due on" },
  creditExpiring: (name, amount, day) => ({
    subject: `${amount} of your credit can be spent until ${day}`,
    heading: `${amount} of your credit expires soon`,
    paragraphs: [
      `Hello ${name}, ${day} is the last day on which you can spend it.`,
      "It can be used for anything that you pay here, alone or together with a card.",
    ],
    link: "See your credit",
  }),
  creditTerms: { credit: "Credit", lastDay: "Last day" },
  payLink: ({ name, seller, number, amount, until, supportEmail }) => ({
    subject: `${seller}: pay order ${number}${amount === null ? "" : `, ${amount}`}`,
    heading: amount === null ? `Your payment link for order ${number}` : `${amount} is due`,
    paragraphs: [
      `Hello ${name}, with the link below you pay order ${number} without signing in. It works until ${until}.`,
    ],
    link: amount === null ? "Open the payment" : `Pay ${amount}`,
    notes: [
      "Whoever has this link can pay this order and do nothing else. It shows what is due when you open it.",
      `You did not expect this? Pay nothing, and ask ${supportEmail}.`,
    ],
  }),
  passwordReset: (name, seller, minutes) => ({
    subject: `Set a new password for ${seller}`,
    heading: "Set a new password",
    paragraphs: [
      `Hello ${name}, somebody asked for a new password for your account with ${seller}.`,
      `The link works once, within ${minutes} minutes. You are then signed out on every device.`,
    ],
    link: "Set a new password",
    notes: ["If that was not you, there is nothing to do: your password stays as it is."],
  }),
  passwordChanged: (name, seller, { forgot, support }) => ({
    subject: `Your password for ${seller} was changed`,
    heading: "Your password was changed",
    paragraphs: [
      `Hello ${name}, the password of your account was changed, and you were signed out on every device.`,
    ],
    link: "Sign in",
    notes: [`If that was not you, set a new password at once (${forgot}) and write to ${support}.`],
  }),
  alertRaised: (kind, severity) => ({
    subject: `Needs attention: ${kind}`,
    heading: `Needs attention: ${kind}`,
    paragraphs: [`An alert of severity "${severity}" was raised. Somebody should look at it and take it.`],
    link: "Open the case",
  }),
  footer: { unsubscribe: "Turn off messages of this kind" },
  sms: {
    order: (number) => `Order ${number} is confirmed.`,
    paid: (number, amount) => `Your payment of ${amount} for order ${number} has arrived. Thank you.`,
    failed: (number, amount) =>
      `Your payment of ${amount} for order ${number} did not go through. You have not been charged.`,
    authenticate: (number, amount) => `Please confirm the payment of ${amount} for order ${number}:`,
    upcoming: (number, amount, day) => `${amount} for order ${number} will be due on ${day}.`,
    due: (number, amount) => `${amount} for order ${number} is due today.`,
    overdue: (number, amount, day) => `${amount} for order ${number} was due on ${day}.`,
    wayOut: "Reply STOP to end these messages.",
  },
};
