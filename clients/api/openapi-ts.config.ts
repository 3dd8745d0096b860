import { defineConfig, type OpenApi } from "@hey-api/openapi-ts";

type Schema = { properties?: Record<string, Schema>; required?: string[]; oneOf?: Schema[]; anyOf?: Schema[]; type?: unknown };

/**
 * The mall leaves an absent field out and never answers null, so `field?: string | null` is `field?: string` to its
 * clients. A required field keeps its null.
 */
function absentIsNotNull(schema: Schema): void {
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    const { oneOf, anyOf, ...rest } = field;
    const all = oneOf ?? anyOf ?? [];
    const kinds = all.filter((kind) => kind.type !== "null");
    if (kinds.length === all.length || schema.required?.includes(name)) continue;
    schema.properties![name] = kinds.length === 1 ? { ...rest, ...kinds[0] } : { ...rest, oneOf: kinds };
  }
}

export default defineConfig({
  input: "./openapi.json",
  output: { path: "./src", postProcess: [] },
  parser: {
    patch: {
      input: (document) => {
        const { components } = document as OpenApi.V3_1_X;
        Object.values(components?.schemas ?? {}).forEach((schema) => absentIsNotNull(schema as Schema));
      },
    },
  },
  plugins: ["@hey-api/typescript"],
});
