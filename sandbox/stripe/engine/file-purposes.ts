type Purpose = {
  readonly types: readonly string[];
  readonly bytesMax: number;
  /** How long the file is kept; for good when nothing is said. */
  readonly expiresAfter?: { readonly months?: number; readonly days?: number };
  readonly isDownloadable: boolean;
  readonly isLinkable: boolean;
};

const KB = 1_024;
const MB = 1_024 * KB;
const IMAGES = ["jpg", "png", "gif"];
const DOCUMENTS = ["pdf", "jpg", "png"];

/** What may be uploaded for what. https://docs.stripe.com/file-upload#uploading-a-file */
export const FILE_PURPOSES = {
  account_requirement: { types: DOCUMENTS, bytesMax: 64 * MB, isDownloadable: false, isLinkable: false },
  additional_verification: { types: DOCUMENTS, bytesMax: 32 * MB, isDownloadable: false, isLinkable: false },
  business_icon: { types: IMAGES, bytesMax: 512 * KB, isDownloadable: true, isLinkable: true },
  business_logo: { types: IMAGES, bytesMax: 512 * KB, isDownloadable: true, isLinkable: true },
  customer_signature: {
    types: ["jpg", "png", "svg"],
    bytesMax: 4 * MB,
    expiresAfter: { days: 7 },
    isDownloadable: true,
    isLinkable: true,
  },
  dispute_evidence: {
    types: DOCUMENTS,
    bytesMax: 5 * MB,
    expiresAfter: { months: 9 },
    isDownloadable: true,
    isLinkable: true,
  },
  identity_document: { types: DOCUMENTS, bytesMax: 32 * MB, isDownloadable: false, isLinkable: false },
  issuing_regulatory_reporting: {
    types: ["json"],
    bytesMax: 256 * KB,
    expiresAfter: { months: 24 },
    isDownloadable: true,
    isLinkable: true,
  },
  pci_document: { types: ["pdf"], bytesMax: 16 * MB, isDownloadable: true, isLinkable: true },
  platform_terms_of_service: {
    types: ["pdf", "txt", "md"],
    bytesMax: 64 * MB,
    isDownloadable: false,
    isLinkable: false,
  },
  tax_document_user_upload: {
    types: ["pdf", "csv", "jpg", "png", "xlsx", "docx"],
    bytesMax: 16 * MB,
    isDownloadable: true,
    isLinkable: true,
  },
} as const satisfies Readonly<Record<string, Purpose>>;

export type FilePurpose = keyof typeof FILE_PURPOSES;

/** The rules of a purpose; `undefined` for one that nobody uploads here. */
export const purposeOf = (purpose: string): Purpose | undefined =>
  new Map<string, Purpose>(Object.entries(FILE_PURPOSES)).get(purpose);
