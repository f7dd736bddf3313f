import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import * as engineModule from "@prisma/schema-engine-wasm/schema_engine_bg";
import { Pool } from "pg";
import { z } from "zod";

/** PostgreSQL's internal one-byte "char", which the engine reads from the catalog and Prisma's adapter cannot type. */
const CHAR_OID = 18;
const TEXT_OID = 25;

const catalogResult = z.object({
  fields: z.array(z.looseObject({ dataTypeID: z.number(), name: z.string() })).nullish(),
});

/**
 * The SQL that takes the database at `url` to the models in the folder of `.prisma` files; empty when they agree.
 * Runs the schema engine as WebAssembly, so nothing is downloaded. The engine sees tables, columns, enums, keys
 * and plain indexes; checks, triggers, functions and grants are ours alone and are left as they are.
 */
export async function schemaDifference(url: string, schemaFolder: string): Promise<string> {
  await loadEngine();
  const pool = new Pool({ connectionString: url, max: 1 });
  try {
    const files = fs
      .readdirSync(schemaFolder)
      .filter((name) => name.endsWith(".prisma"))
      .toSorted()
      .map((name) => path.join(schemaFolder, name))
      .map((file) => ({ path: file, content: fs.readFileSync(file, "utf8") }));
    const engine = await engineModule.SchemaEngine.new(
      { datamodels: files.map((file) => [file.path, file.content]) },
      () => {},
      bindMigrationAwareSqlAdapterFactory(adapterOf(pool)),
    );
    const difference = await engine.diff({
      from: { tag: "schemaDatasource", files, configDir: schemaFolder },
      to: { tag: "schemaDatamodel", files },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    const sql = (difference.stdout ?? "").trim();
    return sql.includes("-- This is an empty migration.") ? "" : sql;
  } finally {
    await pool.end();
  }
}

/** Loads the WebAssembly by hand: the package's own entry imports it as a module, which Node 20 does not do. */
async function loadEngine(): Promise<void> {
  const folder = path.dirname(createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm"));
  const bytes = fs.readFileSync(path.join(folder, "schema_engine_bg.wasm"));
  const imports = Object.fromEntries(
    Object.entries(engineModule).filter(([, value]) => typeof value === "function"),
  );
  const { instance } = await WebAssembly.instantiate(bytes, { "./schema_engine_bg.js": imports });
  // oxlint-disable-next-line no-underscore-dangle -- the name is wasm-bindgen's
  engineModule.__wbg_set_wasm(instance.exports);
  const begin: unknown = instance.exports["__wbindgen_start"];
  if (typeof begin === "function") Reflect.apply(begin, undefined, []);
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: {
      set_message: (message: string) => console.error(`Schema engine: ${message}`),
    },
  });
}

/** Prisma's adapter, with columns of type "char" passed off as text to it and as characters to the engine. */
function adapterOf(pool: Pool): SqlMigrationAwareDriverAdapterFactory {
  let charColumns: number[] = [];
  const query: unknown = Reflect.get(pool, "query");
  if (typeof query !== "function") throw new Error("The pool has no query function.");
  Object.assign(pool, {
    query: async (...args: unknown[]) => {
      const result: unknown = await Reflect.apply(query, pool, args);
      const fields = catalogResult.parse(result).fields ?? [];
      charColumns = fields.flatMap((field, index) => (field.dataTypeID === CHAR_OID ? [index] : []));
      const retyped = fields.map((field) => ({
        ...field,
        dataTypeID: field.dataTypeID === CHAR_OID ? TEXT_OID : field.dataTypeID,
      }));
      if (typeof result === "object" && result !== null) Object.assign(result, { fields: retyped });
      return result;
    },
  });
  const base = new PrismaPg(pool);
  const retype = (adapter: SqlDriverAdapter): SqlDriverAdapter => {
    const queryRaw = adapter.queryRaw.bind(adapter);
    return Object.assign(adapter, {
      queryRaw: async (sql: Parameters<typeof queryRaw>[0]) => {
        const rows = await queryRaw(sql);
        for (const index of charColumns) rows.columnTypes[index] = ColumnTypeEnum.Character;
        return rows;
      },
    });
  };
  return {
    provider: base.provider,
    adapterName: base.adapterName,
    connect: async () => retype(await base.connect()),
    connectToShadowDb: async () => retype(await base.connectToShadowDb()),
  };
}
