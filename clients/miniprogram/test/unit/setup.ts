import { createPinia, setActivePinia } from "pinia";
import { beforeEach, vi } from "vitest";

import { useTokenSource } from "@/api/http";
import { freshWorld } from "./uni-mock";

process.env.UNI_PLATFORM = "h5";
// TDesign asks for the screen while it is being imported.
vi.stubGlobal("uni", freshWorld().uni);

beforeEach(() => {
  vi.stubGlobal("uni", freshWorld().uni);
  vi.stubGlobal("getCurrentPages", () => [{ route: "pages/home/index", options: {} }]);
  useTokenSource({ token: () => "", renew: () => Promise.resolve(false), refused: () => undefined });
  setActivePinia(createPinia());
});
