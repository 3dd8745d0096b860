import path from "node:path";

import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vitest/config";

import { ownTdesign } from "./build/tdesign";

/** Plain Vue, not the uni plugin: the platform's tags are custom elements, its lifecycle a stub, its API a mock (test/unit/uni-mock.ts). */
export default defineConfig({
  plugins: [ownTdesign(), vue({ template: { compilerOptions: { isCustomElement: (tag) => /^(view|text|image|swiper|swiper-item|scroll-view|rich-text|picker)$/.test(tag) } } })],
  resolve: {
    extensions: [".ts", ".mjs", ".js", ".vue"],
    alias: {
      "@/": `${path.resolve(__dirname, "src")}/`,
      "@dcloudio/uni-app": path.resolve(__dirname, "test/unit/uni-app-stub.ts"),
    },
  },
  css: { preprocessorOptions: { scss: { additionalData: '@import "@/uni.scss";' } } },
  test: { environment: "jsdom", include: ["test/unit/**/*.test.ts"], setupFiles: ["test/unit/setup.ts"], unstubGlobals: true },
});
