import type { MailWords } from "./mail-words";

export const MAIL_WORDS_DE: MailWords = {
  welcome: (name, seller) => ({
    subject: `Willkommen bei ${seller}`,
    heading: `Willkommen, ${name}`,
    paragraphs: [
      `Sie haben jetzt ein Konto bei ${seller}. Bestellungen, Belege und gespeicherte Karten finden Sie an einem Ort.`,
    ],
    link: "Zum Konto",
    notes: [
      "Sie haben sich nicht angemeldet? Dann hat jemand Ihre Adresse versehentlich eingegeben. Sagen Sie uns Bescheid, und wir schließen das Konto.",
    ],
  }),
  orderConfirmed: (name, number, begins) => ({
    subject: `Bestellung ${number} ist bestätigt`,
    heading: `Bestellung ${number} ist bestätigt`,
    paragraphs: [
      `Vielen Dank, ${name}. Ihre Bestellung ist bei uns angekommen.`,
      begins === "sites"
        ? "Wir bereiten Ihre Seiten jetzt vor und schreiben Ihnen, sobald Sie sie ansehen können. Vor Ihrer Freigabe ist nichts zu zahlen."
        : "Sie können sie jetzt bezahlen.",
    ],
    link: "Bestellung ansehen",
    total: "Gesamtbetrag",
  }),
  sitesReady: (name, number, count) => {
    const sites = count === 1 ? "Ihre Seite ist" : `Ihre ${count} Seiten sind`;
    return {
      subject: `Bestellung ${number}: ${sites} fertig`,
      heading: `${sites} zum Ansehen bereit`,
      paragraphs: [
        `Guten Tag, ${name}, bitte sehen Sie alles an und geben Sie es frei, oder senden Sie es mit Ihren Änderungswünschen zurück.`,
        "Bezahlt werden kann, sobald alles freigegeben ist.",
      ],
      link: "Ansehen und freigeben",
    };
  },
  paymentReceipt: (name, number, amount) => ({
    subject: `Beleg für Bestellung ${number}: ${amount}`,
    heading: `${amount} erhalten`,
    paragraphs: [`Vielen Dank, ${name}. Ihre Zahlung für Bestellung ${number} ist angekommen.`],
    link: "Beleg öffnen",
  }),
  receiptTerms: {
    amount: "Betrag",
    method: "Zahlungsart",
    creditBeside: "Außerdem verrechnetes Guthaben",
    transaction: "Transaktionsnummer",
    paidOn: "Bezahlt am",
    onStatement: "Auf Ihrem Kontoauszug",
    receivedBy: "Empfänger",
  },
  paymentFailed: (name, number, amount) => ({
    subject: `Bestellung ${number}: Ihre Zahlung hat nicht geklappt`,
    heading: "Es wurde nichts abgebucht",
    paragraphs: [
      `Guten Tag, ${name}, Ihre Zahlung von ${amount} für Bestellung ${number} hat nicht geklappt.`,
    ],
    link: "Noch einmal versuchen",
  }),
  advice: {
    try_another_card: "Diese Karte kann hier nicht verwendet werden. Bitte nehmen Sie eine andere.",
    contact_bank:
      "Ihre Bank hat abgelehnt, ohne uns einen Grund zu nennen. Bitte nehmen Sie eine andere Karte oder fragen Sie Ihre Bank.",
    check_number:
      "Kartennummer oder Adresse schien nicht zu stimmen. Bitte prüfen Sie sie und versuchen Sie es noch einmal.",
    check_expiry:
      "Die Karte ist abgelaufen, oder ihr Datum stimmte nicht. Bitte prüfen Sie das Datum oder nehmen Sie eine andere Karte.",
    check_security_code:
      "Die Prüfziffer stimmte nicht. Bitte prüfen Sie sie und versuchen Sie es noch einmal.",
    check_funds:
      "Guthaben oder Limit der Karte hat nicht gereicht. Bitte nehmen Sie eine andere Karte, oder laden Sie sie auf und versuchen Sie es noch einmal.",
    authenticate_again:
      "Ihre Bank konnte nicht bestätigen, dass Sie es sind. Bitte versuchen Sie es noch einmal oder nehmen Sie eine andere Karte.",
    try_again_later:
      "Die Bank war in diesem Moment nicht zu erreichen. Bitte versuchen Sie es in ein paar Minuten noch einmal.",
  },
  escalation: (address, paymentId, traceId) =>
    `Es klappt immer wieder nicht? Schreiben Sie an ${address} und nennen Sie ${paymentId} und die Kennung ${traceId}: Dann sehen wir sofort, was war.`,
  authenticationNeeded: (name, number, amount, until) => ({
    subject: `Bestellung ${number}: Bitte bestätigen Sie die Zahlung von ${amount}`,
    heading: "Ihre Bank bittet Sie, eine Zahlung zu bestätigen",
    paragraphs: [
      `Guten Tag, ${name}, ${amount} für Bestellung ${number} können abgebucht werden, sobald Sie es bei Ihrer Bank bestätigt haben. Bisher wurde nichts abgebucht.`,
      until === null
        ? "Es dauert eine Minute: Öffnen Sie die Zahlung und folgen Sie den Schritten Ihrer Bank."
        : `Es dauert eine Minute: Öffnen Sie die Zahlung bis zum ${until} und folgen Sie den Schritten Ihrer Bank.`,
    ],
    link: "Zahlung bestätigen",
    notes: ["Ihre Bank fragt nie per E-Mail nach einem Passwort oder Code, und wir auch nicht."],
  }),
  chargeFailed: (name, number, amount, order) => ({
    subject: `Bestellung ${number}: Ihre Karte konnte nicht belastet werden`,
    heading: "Es wurde nichts abgebucht",
    paragraphs: [
      `Guten Tag, ${name}, ${amount} von Bestellung ${number} sind fällig, und die hinterlegte Karte hat nicht funktioniert. Von selbst versuchen wir es nicht noch einmal.`,
      "Bitte zahlen Sie über den Link, mit dieser Karte oder einer anderen.",
    ],
    link: "Jetzt zahlen",
    notes: [
      `Soll künftig eine andere Karte belastet werden, wählen Sie sie auf der Seite Ihrer Bestellung: ${order}`,
    ],
  }),
  reminder: {
    upcoming: ({ name, number, amount, day }) => ({
      subject: `Bestellung ${number}: ${amount} werden am ${day} fällig`,
      heading: `${amount} werden am ${day} fällig`,
      paragraphs: [
        `Guten Tag, ${name}, wir geben Ihnen rechtzeitig Bescheid. Sie können jetzt oder bis zum ${day} zahlen.`,
        "Ist Ihre Zahlung schon unterwegs, ist nichts weiter zu tun.",
      ],
      link: "Ansehen und zahlen",
    }),
    due: ({ name, number, amount }) => ({
      subject: `Bestellung ${number}: ${amount} sind heute fällig`,
      heading: `${amount} sind heute fällig`,
      paragraphs: [
        `Guten Tag, ${name}, heute ist dieser Teil von Bestellung ${number} fällig.`,
        "Ist Ihre Zahlung schon unterwegs, ist nichts weiter zu tun.",
      ],
      link: "Ansehen und zahlen",
    }),
    overdue: ({ name, number, amount, day, daysLate }) => ({
      subject: `Bestellung ${number}: ${amount} waren am ${day} fällig`,
      heading: `${amount} sind überfällig`,
      paragraphs: [
        `Guten Tag, ${name}, ${amount} für Bestellung ${number} waren am ${day} fällig, vor ${daysLate === 1 ? "einem Tag" : `${daysLate} Tagen`}. Wir haben noch keine Zahlung gesehen.`,
        "Bitte zahlen Sie jetzt. Wenn Sie etwas daran hindert, schreiben Sie uns: Wir finden lieber gemeinsam einen Weg.",
      ],
      link: "Jetzt zahlen",
      notes: [
        "Haben Sie in den letzten Tagen gezahlt? Vielen Dank, dann hat sich diese Nachricht mit Ihrer Zahlung gekreuzt.",
      ],
    }),
  },
  reminderTerms: { order: "Bestellung", amount: "Betrag", dueOn: "Fällig am" },
  creditExpiring: (name, amount, day) => ({
    subject: `${amount} Ihres Guthabens gelten noch bis zum ${day}`,
    heading: `${amount} Ihres Guthabens verfallen bald`,
    paragraphs: [
      `Guten Tag, ${name}, der ${day} ist der letzte Tag, an dem Sie es verwenden können.`,
      "Sie können damit alles bezahlen, was Sie hier kaufen, allein oder zusammen mit einer Karte.",
    ],
    link: "Guthaben ansehen",
  }),
  creditTerms: { credit: "Guthaben", lastDay: "Letzter Tag" },
  payLink: ({ name, seller, number, amount, until, supportEmail }) => ({
    subject: `${seller}: Bestellung ${number} bezahlen${amount === null ? "" : `, ${amount}`}`,
    heading: amount === null ? `Ihr Zahlungslink für Bestellung ${number}` : `${amount} sind fällig`,
    paragraphs: [
      `Guten Tag, ${name}, mit dem Link unten bezahlen Sie Bestellung ${number} ohne Anmeldung. Er gilt bis zum ${until}.`,
    ],
    link: amount === null ? "Zahlung öffnen" : `${amount} zahlen`,
    notes: [
      "Wer diesen Link hat, kann diese Bestellung bezahlen und sonst nichts. Er zeigt, was beim Öffnen fällig ist.",
      `Sie haben das nicht erwartet? Zahlen Sie nichts und fragen Sie ${supportEmail}.`,
    ],
  }),
  passwordReset: (name, seller, minutes) => ({
    subject: `Neues Passwort für ${seller}`,
    heading: "Neues Passwort festlegen",
    paragraphs: [
      `Guten Tag, ${name}, jemand hat ein neues Passwort für Ihr Konto bei ${seller} angefordert.`,
      `Der Link gilt einmal, ${minutes} Minuten lang. Danach sind Sie auf allen Geräten abgemeldet.`,
    ],
    link: "Neues Passwort festlegen",
    notes: ["Waren Sie das nicht, ist nichts zu tun: Ihr Passwort bleibt, wie es ist."],
  }),
  passwordChanged: (name, seller, { forgot, support }) => ({
    subject: `Ihr Passwort für ${seller} wurde geändert`,
    heading: "Ihr Passwort wurde geändert",
    paragraphs: [
      `Guten Tag, ${name}, das Passwort Ihres Kontos wurde geändert, und Sie wurden auf allen Geräten abgemeldet.`,
    ],
    link: "Anmelden",
    notes: [
      `Waren Sie das nicht, legen Sie sofort ein neues Passwort fest (${forgot}) und schreiben Sie an ${support}.`,
    ],
  }),
  alertRaised: (kind, severity) => ({
    subject: `Bitte ansehen: ${kind}`,
    heading: `Bitte ansehen: ${kind}`,
    paragraphs: [`Es gibt eine Meldung der Stufe "${severity}". Jemand sollte sie ansehen und übernehmen.`],
    link: "Vorgang öffnen",
  }),
  footer: { unsubscribe: "Nachrichten dieser Art abstellen" },
  sms: {
    order: (number) => `Bestellung ${number} ist bestätigt.`,
    paid: (number, amount) => `Ihre Zahlung von ${amount} für Bestellung ${number} ist da. Danke.`,
    failed: (number, amount) =>
      `Ihre Zahlung von ${amount} für Bestellung ${number} hat nicht geklappt. Es wurde nichts abgebucht.`,
    authenticate: (number, amount) =>
      `Bitte bestätigen Sie die Zahlung von ${amount} für Bestellung ${number}:`,
    upcoming: (number, amount, day) => `${amount} für Bestellung ${number} werden am ${day} fällig.`,
    due: (number, amount) => `${amount} für Bestellung ${number} sind heute fällig.`,
    overdue: (number, amount, day) => `${amount} für Bestellung ${number} waren am ${day} fällig.`,
    wayOut: "Antworten Sie STOP, um diese Nachrichten zu beenden.",
  },
};
