import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { idOf, startForTest, stripeError, type TestSandbox } from "./start.ts";

let sandbox: TestSandbox;

beforeEach(async () => {
  sandbox = await startForTest({ startAtMs: Date.parse("2026-03-02T10:00:00Z") });
});
afterEach(() => sandbox.close());

const DAY_S = 86_400;
/** Bytes that no text could carry, and line ends of every kind. */
const PDF = Buffer.concat([Buffer.from("%PDF-1.7\r\n\r\n--x\r\n"), Buffer.from([0, 255, 10, 13, 128])]);
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

const upload = (
  data: Buffer,
  name: string,
  purpose: "dispute_evidence" | "business_logo" | "identity_document" = "dispute_evidence",
) => sandbox.stripe.files.create({ file: { data, name, type: "application/octet-stream" }, purpose });
const fetchFile = (url: string | null, headers: Record<string, string> = {}) => fetch(url ?? "", { headers });
const withKey = () => ({ authorization: `Bearer ${sandbox.secretKey}` });

describe("uploads (https://docs.stripe.com/file-upload)", () => {
  it("keep every byte, and only the secret key gets them back", async () => {
    const file = await upload(PDF, "receipt.pdf");
    expect(file).toMatchObject({
      object: "file",
      filename: "receipt.pdf",
      purpose: "dispute_evidence",
      size: PDF.length,
      type: "pdf",
      links: { object: "list", data: [] },
    });
    expect(file.id).toMatch(/^file_/);
    // Nine months, as the guide's table says.
    expect(new Date((file.expires_at ?? 0) * 1_000).toISOString().slice(0, 10)).toBe("2026-12-02");
    const answer = await fetchFile(file.url, withKey());
    expect(answer.headers.get("content-type")).toBe("application/pdf");
    expect(Buffer.from(await answer.arrayBuffer()).equals(PDF)).toBe(true);
    expect((await fetchFile(file.url)).status).toBe(401);
    const published = { authorization: `Bearer ${sandbox.publishableKey}` };
    expect((await fetchFile(file.url, published)).status).toBe(401);
    expect(await sandbox.stripe.files.retrieve(file.id)).toMatchObject({ id: file.id });
  });

  it("are typed by their content, whatever they are called", async () => {
    expect(await upload(PNG, "scan.pdf")).toMatchObject({ type: "png" });
    const refusal = await stripeError(upload(Buffer.from("no picture"), "scan.png"));
    expect(refusal).toMatchObject({ statusCode: 400, param: "file" });
  });

  it.each([
    ["dispute_evidence", 5 * 1_024 * 1_024],
    ["business_logo", 512 * 1_024],
  ] as const)("for %s hold at most %i bytes", async (purpose, bytesMax) => {
    const filled = (size: number) => Buffer.concat([PNG, Buffer.alloc(size - PNG.length)]);
    expect(await upload(filled(bytesMax), "a.png", purpose)).toMatchObject({ size: bytesMax });
    expect(await stripeError(upload(filled(bytesMax + 1), "a.png", purpose))).toMatchObject({
      statusCode: 400,
      param: "file",
    });
  });

  it("need a file, a purpose that exists, and a multipart form", async () => {
    expect(await stripeError(upload(Buffer.alloc(0), "empty.pdf"))).toMatchObject({ param: "file" });
    const form = new FormData();
    form.set("file", new Blob([PDF]), "receipt.pdf");
    const post = (body: FormData) =>
      fetch(`${sandbox.url}/v1/files`, { method: "POST", headers: withKey(), body });
    expect(await (await post(form)).json()).toMatchObject({
      error: { code: "parameter_missing", param: "purpose" },
    });
    form.set("purpose", "invented");
    expect(await (await post(form)).json()).toMatchObject({ error: { param: "purpose" } });
    form.set("purpose", "dispute_evidence");
    form.set("invented", "1");
    expect(await (await post(form)).json()).toMatchObject({ error: { code: "parameter_unknown" } });
    const plain = await sandbox.request("POST", "/v1/files", "purpose=dispute_evidence");
    expect(plain).toMatchObject({ status: 400 });
    expect(plain.text).toContain("multipart/form-data");
    expect((await sandbox.stripe.files.list()).data).toEqual([]);
  });

  it("may come from a browser, but not with a link", async () => {
    const form = new FormData();
    form.set("file", new Blob([PDF]), "receipt.pdf");
    form.set("purpose", "identity_document");
    const post = () =>
      fetch(`${sandbox.url}/v1/files`, {
        method: "POST",
        headers: { authorization: `Bearer ${sandbox.publishableKey}` },
        body: form,
      });
    expect(await (await post()).json()).toMatchObject({ object: "file", url: null });
    form.set("file_link_data[create]", "true");
    expect((await post()).status).toBe(401);
  });

  it("are listed newest first, by purpose", async () => {
    const evidence = await upload(PDF, "a.pdf");
    await upload(PNG, "b.png", "business_logo");
    const { data } = await sandbox.stripe.files.list({ purpose: "dispute_evidence" });
    expect(data.map(({ id }) => id)).toEqual([evidence.id]);
    expect((await sandbox.stripe.files.list()).data).toHaveLength(2);
  });

  it("are gone once they have expired", async () => {
    const { url } = await upload(PDF, "receipt.pdf");
    await sandbox.control("POST", "clock/advance", { days: 276 });
    expect((await fetchFile(url, withKey())).status).toBe(404);
  });
});

describe("file links (https://docs.stripe.com/api/file_links)", () => {
  it("let anybody fetch the file until they expire", async () => {
    const { fileLinks } = sandbox.stripe;
    const file = await upload(PDF, "receipt.pdf");
    const now = Number((await sandbox.control("GET", "clock"))["unix"]);
    const link = await fileLinks.create({ file: file.id, expires_at: now + DAY_S, metadata: { a: "1" } });
    expect(link).toMatchObject({ file: file.id, expired: false, metadata: { a: "1" } });
    expect((await fetchFile(link.url)).status).toBe(200);
    expect((await sandbox.stripe.files.retrieve(file.id)).links?.data).toMatchObject([{ id: link.id }]);
    await sandbox.control("POST", "clock/advance", { days: 1 });
    expect((await fetchFile(link.url)).status).toBe(404);
    expect(await fileLinks.retrieve(link.id, { expand: ["file"] })).toMatchObject({
      expired: true,
      file: { object: "file", id: file.id },
    });
    expect((await fileLinks.list({ expired: true })).data).toHaveLength(1);
    expect((await fileLinks.list({ expired: false, file: file.id })).data).toEqual([]);
    expect((await stripeError(fileLinks.update(link.id, { expires_at: "" }))).message).toContain("expired");
  });

  it("end at once with expires_at=now, and last without", async () => {
    const { fileLinks } = sandbox.stripe;
    const { links } = await sandbox.stripe.files.create({
      file: { data: PDF, name: "a.pdf", type: "application/pdf" },
      purpose: "dispute_evidence",
      file_link_data: { create: true },
    });
    const [link] = links?.data ?? [];
    const id = link?.id ?? "";
    expect(await fileLinks.update(id, { expires_at: 4_102_444_800 })).toMatchObject({
      expires_at: 4_102_444_800,
    });
    expect(await fileLinks.update(id, { expires_at: "" })).toMatchObject({ expires_at: null });
    expect(await stripeError(fileLinks.update(id, { expires_at: 1 }))).toMatchObject({ param: "expires_at" });
    expect(await fileLinks.update(id, { expires_at: "now" })).toMatchObject({ expired: true });
    expect((await fetchFile(link?.url ?? null)).status).toBe(404);
  });

  it("are for some purposes only", async () => {
    const file = await upload(PDF, "passport.pdf", "identity_document");
    expect(await stripeError(sandbox.stripe.fileLinks.create({ file: file.id }))).toMatchObject({
      param: "file",
    });
    expect(await stripeError(sandbox.stripe.fileLinks.create({ file: "file_none" }))).toMatchObject({
      code: "resource_missing",
    });
  });
});

describe("files as evidence (https://docs.stripe.com/disputes/api)", () => {
  async function disputed() {
    const intent = await sandbox.stripe.paymentIntents.create({
      amount: 4_200,
      currency: "usd",
      payment_method: "pm_card_createDispute",
      off_session: true,
      confirm: true,
    });
    await sandbox.control("POST", "settle");
    const { data } = await sandbox.stripe.disputes.list({ payment_intent: intent.id });
    return idOf(data[0] ?? null);
  }

  it("are named by their ids and can be expanded", async () => {
    const { disputes } = sandbox.stripe;
    const file = await upload(PDF, "receipt.pdf");
    const id = await disputed();
    const staged = await disputes.update(id, {
      evidence: { receipt: file.id },
      submit: false,
      expand: ["evidence.receipt"],
    });
    expect(staged.evidence.receipt).toMatchObject({ object: "file", id: file.id });
    expect((await disputes.retrieve(id)).evidence.receipt).toBe(file.id);
    const removed = await disputes.update(id, { evidence: { receipt: "" }, submit: false });
    expect(removed).toMatchObject({ evidence: { receipt: null }, evidence_details: { has_evidence: false } });
  });

  it("must be there, be meant for it, and weigh 4.5 MB together at most", async () => {
    const { disputes } = sandbox.stripe;
    const id = await disputed();
    const stage = (evidence: object) => disputes.update(id, { evidence, submit: false });
    expect(await stripeError(stage({ receipt: "file_none" }))).toMatchObject({
      code: "resource_missing",
      param: "evidence[receipt]",
    });
    const logo = await upload(PNG, "logo.png", "business_logo");
    expect(await stripeError(stage({ receipt: logo.id }))).toMatchObject({ param: "evidence[receipt]" });
    const large = await upload(Buffer.concat([PNG, Buffer.alloc(3 * 1_024 * 1_024)]), "a.png");
    expect(await stage({ receipt: large.id })).toMatchObject({ evidence: { receipt: large.id } });
    expect(await stripeError(stage({ uncategorized_file: large.id }))).toMatchObject({ param: "evidence" });
    expect((await disputes.retrieve(id)).evidence.uncategorized_file).toBeNull();
  });
});
