import uni from "@dcloudio/vite-plugin-uni";
import { defineConfig } from "vite";

import { ownTdesign } from "./build/tdesign";

const API = process.env.XIAOPU_DEV_API ?? "http://127.0.0.1:8788";

export default defineConfig({
  plugins: [ownTdesign(), uni()],
  build: { sourcemap: false },
  server: { host: "127.0.0.1", proxy: { "/api": API, "/media": API } },
});
