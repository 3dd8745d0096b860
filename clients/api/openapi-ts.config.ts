import { defineConfig } from "@hey-api/openapi-ts";

export default defineConfig({
  input: "./openapi.json",
  output: { path: "./src", format: null, lint: null },
  plugins: ["@hey-api/typescript"],
});
