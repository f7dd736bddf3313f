import { Client } from "pg";

/** One statement per row, in the order of the rows. Every query sorts by names, never by identifiers of the server. */
const SECTIONS: readonly (readonly [title: string, query: string])[] = [
  [
    "Types",
    `SELECT format('CREATE TYPE %I AS ENUM (%s);', t.typname,
                   string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder)) AS line
     FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid
     WHERE t.typnamespace = 'public'::regnamespace GROUP BY t.typname ORDER BY t.typname`,
  ],
  [
    "Sequences",
    `SELECT format('CREATE SEQUENCE %I;', relname) AS line FROM pg_class
     WHERE relkind = 'S' AND relnamespace = 'public'::regnamespace ORDER BY relname`,
  ],
  [
    "Tables",
    `SELECT format(E'CREATE TABLE %I (\\n%s\\n)%s;', c.relname, string_agg(column_line, E',\\n' ORDER BY attnum),
                   CASE WHEN c.relkind = 'p' THEN ' PARTITION BY ' || pg_get_partkeydef(c.oid) ELSE '' END) AS line
     FROM pg_class c CROSS JOIN LATERAL (
       SELECT a.attnum, format('  %I %s', a.attname, format_type(a.atttypid, a.atttypmod))
         || CASE WHEN a.attgenerated <> '' THEN ' GENERATED ALWAYS AS (' || pg_get_expr(d.adbin, d.adrelid) || ') STORED'
                 WHEN d.adbin IS NOT NULL THEN ' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid) ELSE '' END
         || CASE WHEN a.attidentity <> '' THEN ' GENERATED ALWAYS AS IDENTITY' ELSE '' END
         || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END AS column_line
       FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
       WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) columns
     WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace AND c.relname <> '_prisma_migrations'
     GROUP BY c.oid, c.relname, c.relkind ORDER BY c.relname`,
  ],
  [
    "Constraints",
    `SELECT format('ALTER TABLE %s ADD CONSTRAINT %I %s;', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS line
     FROM pg_constraint
     WHERE connamespace = 'public'::regnamespace AND conrelid <> 0 AND contype IN ('p', 'u', 'f', 'c', 'x')
       AND conrelid <> coalesce(to_regclass('public._prisma_migrations')::oid, 0) AND conparentid = 0
     ORDER BY conrelid::regclass::text, contype, conname`,
  ],
  [
    "Indexes",
    `SELECT indexdef || ';' AS line FROM pg_indexes i
     WHERE schemaname = 'public' AND NOT EXISTS (
       SELECT FROM pg_constraint WHERE conname = i.indexname AND connamespace = 'public'::regnamespace)
     ORDER BY tablename, indexname`,
  ],
  [
    "Views",
    `SELECT format(E'CREATE %sVIEW %I AS\\n%s', CASE relkind WHEN 'm' THEN 'MATERIALIZED ' ELSE '' END,
                   relname, pg_get_viewdef(oid, true)) AS line
     FROM pg_class WHERE relkind IN ('v', 'm') AND relnamespace = 'public'::regnamespace ORDER BY relname`,
  ],
  [
    "Functions",
    `SELECT rtrim(pg_get_functiondef(p.oid), E'\\n ') || ';' AS line FROM pg_proc p
     WHERE p.pronamespace = 'public'::regnamespace AND p.prokind IN ('f', 'p')
       AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
     ORDER BY p.proname, pg_get_function_identity_arguments(p.oid)`,
  ],
  [
    "Owners",
    `SELECT format('ALTER FUNCTION %s OWNER TO %I;', p.oid::regprocedure, pg_get_userbyid(p.proowner)) AS line FROM pg_proc p
     WHERE p.pronamespace = 'public'::regnamespace
       AND p.proowner <> (SELECT datdba FROM pg_database WHERE datname = current_database())
       AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
     ORDER BY p.proname`,
  ],
  [
    "Triggers",
    `SELECT pg_get_triggerdef(t.oid) || ';' AS line FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
     WHERE NOT t.tgisinternal AND c.relnamespace = 'public'::regnamespace AND t.tgparentid = 0
     ORDER BY c.relname, t.tgname`,
  ],
  [
    "Row level security",
    `SELECT format('ALTER TABLE %I %s ROW LEVEL SECURITY;', relname,
                   CASE WHEN relforcerowsecurity THEN 'FORCE' ELSE 'ENABLE' END) AS line
     FROM pg_class WHERE relrowsecurity AND relnamespace = 'public'::regnamespace
     UNION ALL
     SELECT format('CREATE POLICY %I ON %I AS %s FOR %s TO %s%s%s;', policyname, tablename, permissive, cmd,
                   array_to_string(roles, ', '), ' USING (' || qual || ')', ' WITH CHECK (' || with_check || ')')
     FROM pg_policies WHERE schemaname = 'public' ORDER BY line`,
  ],
  [
    "Rights",
    `SELECT format('GRANT %s ON %s %s TO %s;', string_agg(privilege, ', ' ORDER BY privilege), kind, name, grantee) AS line
     FROM (
       SELECT kind, name, privilege_type AS privilege,
              CASE grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(grantee)::text END AS grantee
       FROM (
         SELECT 'TABLE' AS kind, c.oid::regclass::text AS name, c.relowner AS owner, x.*
         FROM pg_class c CROSS JOIN LATERAL aclexplode(c.relacl) x
         WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
         UNION ALL
         SELECT 'TABLE', format('%s (%I)', c.oid::regclass, a.attname), c.relowner, x.*
         FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid CROSS JOIN LATERAL aclexplode(a.attacl) x
         WHERE c.relnamespace = 'public'::regnamespace
         UNION ALL
         SELECT 'FUNCTION', p.oid::regprocedure::text, p.proowner, x.*
         FROM pg_proc p CROSS JOIN LATERAL aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) x
         WHERE p.pronamespace = 'public'::regnamespace
         UNION ALL
         SELECT 'SCHEMA', n.nspname, n.nspowner, x.*
         FROM pg_namespace n CROSS JOIN LATERAL aclexplode(n.nspacl) x
         WHERE n.nspname IN ('public', 'graphile_worker')) granted
       WHERE granted.grantee <> granted.owner) rights
     GROUP BY kind, name, grantee ORDER BY kind, name, grantee`,
  ],
];

const HEAD = `-- The schema as it stands after all migrations, read from the catalog: for readers, never executed.
-- npm run db:dump writes it, npm run check fails when it is out of date.
`;

/** Describes the public schema of the database as SQL, the same text for the same schema on every server. */
export async function dumpSchema(url: string): Promise<string> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("SET search_path = public");
    const parts = [HEAD];
    for (const [title, query] of SECTIONS) {
      const { rows } = await client.query<{ line: string }>(query);
      if (rows.length === 0) continue;
      const isLong = rows.some((row) => row.line.includes("\n"));
      parts.push(`\n-- ${title}\n\n${rows.map((row) => row.line).join(isLong ? "\n\n" : "\n")}\n`);
    }
    return parts.join("");
  } finally {
    await client.end();
  }
}
