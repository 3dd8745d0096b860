import { createPinia } from "pinia";
import { createSSRApp } from "vue";

import "@tdesign/uniapp/common/style/theme/index.css";
import App from "@/App.vue";

export function createApp() {
  const app = createSSRApp(App);
  app.use(createPinia());
  return { app };
}
