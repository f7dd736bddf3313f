import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "@/prisma/generated/client";
import { pool } from "./pool";

const shared = globalThis as { remitPrisma?: PrismaClient };

/** Prisma for reads and for the writes that are not about money, on the shared pool. */
export function prisma(): PrismaClient {
  shared.remitPrisma ??= new PrismaClient({ adapter: new PrismaPg(pool()) });
  return shared.remitPrisma;
}
