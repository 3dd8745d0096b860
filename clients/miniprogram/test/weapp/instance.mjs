// One page or component of the harness: its data, its children by their place in the view, its events.
import { isDeepStrictEqual } from "node:util";

const PATH = /[^.[\]]+/g;

export class Instance {
  constructor(phone, name, parent) {
    this.phone = phone;
    this.is = name;
    this.parent = parent;
    this.children = new Map();
    this.definition = phone.load(name);
    if (!this.definition) throw new Error(`${name} registered no component`);
    this.data = structuredClone(this.definition.data ?? {});
    this.properties = this.data;
    for (const [key, property] of Object.entries(this.definition.properties ?? {})) this.properties[key] = property?.value ?? null;
    Object.assign(this, this.definition.methods);
    this.handlers = {};
  }

  attach() {
    this.definition.lifetimes?.created?.call(this);
    this.definition.lifetimes?.attached?.call(this);
  }

  ready() {
    this.definition.lifetimes?.ready?.call(this);
  }

  detach() {
    for (const child of this.children.values()) child.detach();
    this.children.clear();
    this.call("onUnload");
    this.definition.lifetimes?.detached?.call(this);
  }

  call(method, ...args) {
    return typeof this[method] === "function" ? this[method](...args) : undefined;
  }

  setData(change, done) {
    for (const [key, value] of Object.entries(change)) {
      const steps = key.match(PATH) ?? [key];
      let at = this.data;
      for (const step of steps.slice(0, -1)) at = at[step] ??= {};
      at[steps.at(-1)] = value;
    }
    // Every change reaches the components below at once, as in WeChat: of two changes in a row neither is lost.
    if (this.children.size > 0 && !this.phone.drawing) this.tree();
    if (done) setTimeout(() => done.call(this), 0);
  }

  triggerEvent(name, detail) {
    const handler = this.handlers[name];
    if (handler && this.parent) this.parent.call(handler, { type: name, detail, target: { dataset: {} }, currentTarget: { dataset: {} } });
  }

  setProperty(key, value) {
    if (isDeepStrictEqual(this.properties[key], value)) return;
    this.properties[key] = value;
    this.definition.observers?.[key]?.call(this, value);
  }

  createSelectorQuery() {
    return this.phone.wx.createSelectorQuery();
  }

  createIntersectionObserver() {
    return { relativeTo: () => this, observe: () => undefined, disconnect: () => undefined };
  }

  selectComponent() {
    return null;
  }

  selectAllComponents() {
    return [];
  }

  /** The view as nodes, child components drawn in, slots filled with what stands in them; `owner` handles the events of a node. */
  tree() {
    const outer = this.phone.drawing;
    this.phone.drawing = true;
    try {
      return this.drawn();
    } finally {
      this.phone.drawing = outer;
    }
  }

  drawn() {
    const seen = new Set();
    const root = this.phone.views(`${this.is}.wxml`)?.(this.data);
    if (!root) throw new Error(`no view for ${this.is}`);
    const nodes = this.draw(root.children, "", seen);
    for (const [key, child] of this.children) {
      if (seen.has(key)) continue;
      child.detach();
      this.children.delete(key);
    }
    return nodes;
  }

  draw(nodes, where, seen) {
    return (nodes ?? []).flatMap((node, at) => {
      if (typeof node !== "object" || node === null) return [{ text: String(node ?? "") }];
      if (node.tag === "virtual") return this.draw(node.children, `${where}/${at}`, seen);
      const place = `${where}/${at}:${node.attr?.uI ?? node.wxKey ?? ""}`;
      const children = this.draw(node.children, place, seen);
      const tag = (node.tag ?? "").replace(/^wx-/, "");
      const drawn = { tag, attr: node.attr ?? {}, owner: this, children };
      const to = this.phone.used(this.is)[tag];
      return to ? [this.host(drawn, to, place, seen)] : [drawn];
    });
  }

  host(node, to, place, seen) {
    const key = node.attr.uI ? String(node.attr.uI) : place;
    seen.add(key);
    const known = this.children.get(key);
    const child = known ?? new Instance(this.phone, to, this);
    for (const [name, value] of Object.entries(node.attr)) {
      const event = /^(?:bind|catch):?(.+)$/.exec(name)?.[1];
      if (event) child.handlers[event] = value;
      else if (known) child.setProperty(name, value);
      else child.properties[name] = value;
    }
    if (!known) {
      this.children.set(key, child);
      child.attach();
      child.ready();
    }
    return { ...node, children: fillSlots(child.tree(), node.children) };
  }

  text() {
    const rich = (node) => (node.tag === "rich-text" ? String(node.attr.nodes ?? "").replace(/<[^>]+>/g, "") : "");
    const read = (nodes) => nodes.map((node) => node.text ?? `${rich(node)}${read(node.children)}${node.tag === "text" ? "" : "\n"}`).join("");
    return read(this.tree()).replace(/\n+/g, "\n");
  }

  /** Nodes with this data-testid or this very text, each with a tap that bubbles as WeChat's does. */
  find(mark) {
    const found = [];
    const words = (node) => node.text ?? node.children.map(words).join("");
    const walk = (nodes, above) => {
      for (const node of nodes) {
        if (node.text !== undefined) continue;
        const chain = [node, ...above];
        const inner = node.children.some((child) => child.text === undefined && words(child).trim() === mark);
        if (node.attr["data-testid"] === mark || node.attr.dataTestid === mark || node.attr.dataset?.testid === mark || (!inner && words(node).trim() === mark)) found.push({ node, tap: () => tap(chain) });
        walk(node.children, chain);
      }
    };
    walk(this.tree(), []);
    return found;
  }
}

/** Every <slot> of a component's view takes what its user put between the tags; only the default slot and slots by name. */
function fillSlots(nodes, given) {
  return nodes.flatMap((node) => {
    if (node.text !== undefined) return [node];
    if (node.tag !== "slot") return [{ ...node, children: fillSlots(node.children, given) }];
    const name = node.attr.name;
    return given.filter((each) => (name ? each.attr?.slot === name : !each.attr?.slot));
  });
}

/** From the tapped node inwards to the first that listens, then up through what listens above it. */
function tap(chain) {
  const inwards = (node) => (node.children ?? []).flatMap((child) => (child.text === undefined ? [...inwards(child), child] : []));
  const listens = (node) => Object.keys(node.attr).find((name) => /^(?:bind|catch):?tap$/.test(name));
  const own = listens(chain[0]) ? [] : inwards(chain[0]).filter(listens).slice(0, 1);
  for (const node of [...own, ...chain]) {
    const name = listens(node);
    if (!name) continue;
    node.owner.call(node.attr[name], { type: "tap", timeStamp: Date.now(), detail: { x: 0, y: 0 }, target: { dataset: {} }, currentTarget: { dataset: {} }, stopPropagation: () => undefined, preventDefault: () => undefined });
    if (name.startsWith("catch")) return;
  }
}
