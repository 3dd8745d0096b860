import { createPinia } from "pinia";
import { createSSRApp } from "vue";

import "@tdesign/uniapp/common/style/theme/index.css";
import App from "@/App.vue";
import { connect } from "@/features/identity";
import { takeReturn } from "@/platform/oauth";

export function createApp() {
  takeReturn();
  const app = createSSRApp(App);
  app.use(createPinia());
  connect();
  return { app };
}
