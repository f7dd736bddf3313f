import fs from "node:fs";
import { expect, test } from "vitest";
import { envVariables } from "@/lib/platform/env";

const example = fs.readFileSync(".env.example", "utf8");

test.each(envVariables().map(({ name }) => name))(".env.example names %s", (name) => {
  expect(example).toMatch(new RegExp(`^(# )?${name}=`, "m"));
});

test(".env.example holds no secret", () => {
  expect(example).not.toMatch(/(sk|rk|pk)_(test|live)_|whsec_/);
});
