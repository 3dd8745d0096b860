// A phone without WeChat: runs a built mini program in a vm. Its WXML comes from WeChat's own compiler, its wx is a plain object, its
// network is real HTTP. No layout and no native views; components, slots, events and setData work as in WeChat.
import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import vm from "node:vm";

import { filesBelow } from "../../scripts/dist.mjs";
import { Instance } from "./instance.mjs";
import { mockWx } from "./wx.mjs";

const wccFolder = path.join(path.dirname(createRequire(import.meta.url).resolve("miniprogram-compiler/package.json")), "bin/linux");

export class Phone {
  /** `ext` is what a third-party platform committed with the template: ext_json.ext. */
  constructor(folder, ext = {}) {
    this.folder = folder;
    this.ext = ext;
    this.app = JSON.parse(readFileSync(path.join(folder, "app.json"), "utf8"));
    this.pages = [];
    this.definitions = new Map();
    this.usedBy = new Map();
    this.modules = new Map();
    this.faults = [];
    this.wx = mockWx(this);
    this.context = vm.createContext(this.globals());
    this.context.global = this.context;
    this.context.globalThis = this.context;
    this.views = this.compileViews();
  }

  globals() {
    const console = { ...globalThis.console, log: () => undefined, info: () => undefined };
    for (const level of ["warn", "error"]) console[level] = (...said) => this.faults.push(`${level}: ${said.map((each) => each?.stack ?? String(each)).join(" ").slice(0, 600)}`);
    return {
      wx: this.wx,
      console,
      setTimeout,
      clearTimeout,
      setInterval: (...args) => setInterval(...args).unref(),
      clearInterval,
      App: (options) => {
        this.appInstance = options;
      },
      Page: (options) => this.define({ methods: options, data: options.data }),
      Component: (options) => this.define(options),
      Behavior: (options) => options,
      getApp: () => this.appInstance,
      getCurrentPages: () => this.pages,
    };
  }

  define(options) {
    this.definitions.set(this.loading, options);
  }

  compileViews() {
    const names = filesBelow(this.folder).filter((name) => /\.wx(ml|s)$/.test(name));
    const out = path.join(mkdtempSync(path.join(os.tmpdir(), "weapp-views-")), "view.js");
    chmodSync(path.join(wccFolder, "wcc"), 0o755);
    const run = spawnSync(path.join(wccFolder, "wcc"), ["-o", out, ...names], { cwd: this.folder, encoding: "utf8" });
    if (run.status !== 0) throw new Error(`wcc: ${run.stderr}`);
    const scene = vm.createContext({ window: {}, console: { log: (fault) => this.faults.push(`wxml: ${fault}`), warn: (text) => this.faults.push(`wxml: ${text}`) } });
    scene.global = scene;
    vm.runInContext(readFileSync(out, "utf8"), scene);
    return vm.runInContext("$gwx", scene);
  }

  /** CommonJS as the mini program's runtime has it; one instance per file. */
  require(name) {
    const file = path.posix.normalize(name.endsWith(".js") ? name : `${name}.js`);
    const known = this.modules.get(file);
    if (known) return known.exports;
    const module = { exports: {} };
    this.modules.set(file, module);
    const code = readFileSync(path.join(this.folder, file), "utf8");
    const run = vm.runInContext(`(function (require, module, exports) {${code}\n})`, this.context, { filename: file });
    run((target) => this.require(path.posix.join(path.posix.dirname(file), target)), module, module.exports);
    return module.exports;
  }

  /** Definition of a component or page, loaded on first use. */
  load(name) {
    if (!this.definitions.has(name)) {
      const outer = this.loading;
      this.loading = name;
      this.require(name);
      this.loading = outer;
    }
    return this.definitions.get(name);
  }

  /** Tag → path of the components that a component's json declares. */
  used(name) {
    if (!this.usedBy.has(name)) {
      const links = JSON.parse(readFileSync(path.join(this.folder, `${name}.json`), "utf8")).usingComponents ?? {};
      const whole = Object.entries(links).map(([tag, to]) => [tag, to.startsWith("/") ? to.slice(1) : path.posix.join(path.posix.dirname(name), to)]);
      this.usedBy.set(name, Object.fromEntries(whole));
    }
    return this.usedBy.get(name);
  }

  /** `query` is what the code or link carried; a code's scene comes encoded, as WeChat hands it over. */
  launch(query = {}) {
    this.require("app.js");
    const entry = { path: this.app.pages[0], query, scene: query.scene ? 1047 : 1001 };
    this.appInstance.onLaunch(entry);
    this.appInstance.onShow?.(entry);
  }

  get page() {
    return this.pages[this.pages.length - 1];
  }

  open(url, how = "push") {
    const [route, query = ""] = url.replace(/^\//, "").split("?");
    if (how === "tab") this.pages.splice(0).forEach((page) => page.detach());
    if (how === "replace") this.pages.pop()?.detach();
    const page = new Instance(this, route, null);
    page.route = route;
    this.pages.push(page);
    page.attach();
    page.call("onLoad", Object.fromEntries(new URLSearchParams(query)));
    page.call("onShow");
    page.ready();
    page.call("onReady");
  }

  back() {
    if (this.pages.length < 2) return;
    this.pages.pop().detach();
    this.page.call("onShow");
  }

  /** Wait until `found` gives something, re-rendering meanwhile; throws with the page's text when it never does. */
  async until(what, found, patienceMs = 20_000) {
    const end = Date.now() + patienceMs;
    while (Date.now() < end) {
      const value = found();
      if (value) return value;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`waited in vain for ${what}; page ${this.page?.route}: ${this.text().slice(0, 400)}; faults: ${this.faults.join(" | ")}`);
  }

  text() {
    return this.page ? this.page.text() : "";
  }

  sees(words) {
    return this.until(`“${words}”`, () => this.text().includes(words));
  }

  /** Tap what carries this text or data-testid. */
  async tap(mark, nth = 0) {
    const hit = await this.until(`something to tap: ${mark}`, () => this.page.find(mark)[nth]);
    hit.tap();
    await new Promise((resolve) => setTimeout(resolve, 30));
  }

  /** Type into what carries this data-testid, once it listens: before the page's first data its handlers are not bound. */
  async type(mark, value) {
    const listening = () => this.page.find(mark).find(({ node }) => node.attr.bindinput);
    const { node } = await this.until(`something to type into: ${mark}`, listening);
    node.owner.call(node.attr.bindinput, { type: "input", detail: { value }, target: { dataset: {} }, currentTarget: { dataset: {} } });
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}
