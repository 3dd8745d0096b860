/** Line drawings on a 24 by 24 field, made for this mall. "fill:" paints the shape, else it is stroked. */
export const ICON_PATHS = {
  search: "M10.5 4a6.5 6.5 0 1 0 0 13a6.5 6.5 0 0 0 0-13zM15.5 15.5L20 20",
  home: "M4 11l8-7l8 7M6 9.5V20h4.5v-5.5h3V20H18V9.5",
  "home-filled": "fill:M12 3l9 8l-1.3 1.5L18.5 11.4V20.5H14v-6h-4v6H5.5V11.4L4.3 12.5L3 11z",
  grid: "M4.5 4.5h6v6h-6zM13.5 4.5h6v6h-6zM4.5 13.5h6v6h-6zM13.5 13.5h6v6h-6z",
  "grid-filled": "fill:M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM13 13h7v7h-7z",
  cart: "M3 4h2.5l2 11.5h10.5l2-8.5H6M9 20a.8.8 0 1 0 0-.01M17 20a.8.8 0 1 0 0-.01",
  "cart-filled": "fill:M2.5 3h3.8l.6 3.2H21l-2.3 10.3H7L4.9 5H2.5zM9 18a1.7 1.7 0 1 0 0 3.4a1.7 1.7 0 0 0 0-3.4zM17 18a1.7 1.7 0 1 0 0 3.4a1.7 1.7 0 0 0 0-3.4z",
  user: "M12 4a4 4 0 1 0 0 8a4 4 0 0 0 0-8zM4.5 20c.6-4 3.6-5.5 7.5-5.5s6.9 1.5 7.5 5.5",
  "user-filled": "fill:M12 3a4.7 4.7 0 1 0 0 9.4a4.7 4.7 0 0 0 0-9.4zM3.6 21c.6-5 4-7 8.4-7s7.8 2 8.4 7z",
  right: "M9 5l7 7l-7 7",
  left: "M15 5l-7 7l7 7",
  down: "M5 9l7 7l7-7",
  up: "M5 15l7-7l7 7",
  close: "M6 6l12 12M18 6L6 18",
  "close-filled": "fill:M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18zM9 7.6l3 3l3-3L16.4 9l-3 3l3 3L15 16.4l-3-3l-3 3L7.6 15l3-3l-3-3z",
  check: "M5 12.5l4.5 4.5L19 7.5",
  "check-filled": "fill:M12 2.5a9.5 9.5 0 1 0 0 19a9.5 9.5 0 0 0 0-19zM7.4 10.8l3.3 3.2l6-6.1L18.2 9.4l-7.5 7.5L6 12.2z",
  circle: "M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 0 0 0-17z",
  minus: "M5 12h14",
  plus: "M12 5v14M5 12h14",
  star: "M12 4l2.5 5.2l5.7.7l-4.2 3.9l1.1 5.7L12 16.7L6.9 19.5L8 13.8L3.8 9.9l5.7-.7z",
  "star-filled": "fill:M12 3l2.8 5.8l6.4.8l-4.7 4.4l1.2 6.3L12 17.2L6.3 20.3L7.5 14L2.8 9.6l6.4-.8z",
  heart: "M12 20C5 15.5 3.5 12 3.5 9.2A4.6 4.6 0 0 1 12 6.8a4.6 4.6 0 0 1 8.5 2.4C20.5 12 19 15.5 12 20z",
  "heart-filled": "fill:M12 21C4.5 16 2.7 12.4 2.7 9.2A5.3 5.3 0 0 1 12 5.7a5.3 5.3 0 0 1 9.3 3.5C21.3 12.4 19.5 16 12 21z",
  place: "M12 21c5-5.3 7-8.3 7-11a7 7 0 0 0-14 0c0 2.7 2 5.7 7 11zM12 7.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 0 0 0-5z",
  service: "M5 14v-2a7 7 0 0 1 14 0v2M3.5 13.5h3v4.5h-3zM17.5 13.5h3v4.5h-3zM19 18c0 2-2 3-5 3",
  wallet: "M4 6.5h14a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2zM4 6.5L15 4v2.5M20 11h-4.5v4H20",
  box: "M12 3.5l8 4v9l-8 4l-8-4v-9zM4 7.5l8 4l8-4M12 11.5v9",
  truck: "M3 6h11v10H3zM14 10h4l3 3v3h-7M7 18.5a1.8 1.8 0 1 0 0-.01M17 18.5a1.8 1.8 0 1 0 0-.01",
  comment: "M4 5h16v11h-9l-4 3.5V16H4zM8 9h8M8 12h5",
  refund: "M12 4a8 8 0 1 1-7.5 5.2M4 4.5v5h5M9 9l3 3.5L15 9M12 12.5V17M9.5 14h5",
  clock: "M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 0 0 0-17zM12 7.5V12l3.5 2",
  settings: "M12 9a3 3 0 1 0 0 6a3 3 0 0 0 0-6zM12 3v3M12 18v3M4.2 7.5l2.6 1.5M17.2 15l2.6 1.5M4.2 16.5l2.6-1.5M17.2 9l2.6-1.5",
  trash: "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5",
  copy: "M8 8h11v12H8zM5 16V4h11",
  edit: "M5 19l1-4.5L16 4.5l3.5 3.5L9.5 18zM14 6.5l3.5 3.5",
  share: "M12 15V4M8 7.5L12 4l4 3.5M5 12v8h14v-8",
  image: "M4 5h16v14H4zM4 16l4.5-4.5l4 4l3-3L20 17M9 9a.8.8 0 1 0 0-.01",
  shield: "M12 3l8 3v6c0 4.5-3.2 7.5-8 9c-4.8-1.5-8-4.5-8-9V6zM8.5 12l2.5 2.5l4.5-4.5",
  notice: "M4 9.5v5h3.5L14 19V5L7.5 9.5zM17 9a4 4 0 0 1 0 6",
  phone: "M6 4h3l1.5 4.5L8.5 10c1 2.5 3 4.5 5.5 5.5l1.5-2L20 15v3c0 1-1 2-2 2C10.5 20 4 13.5 4 6c0-1 1-2 2-2z",
  mail: "M4 6h16v12H4zM4 7l8 6l8-6",
  wechat: "fill:M9.5 4C5.4 4 2 6.7 2 10.1c0 1.9 1.1 3.6 2.8 4.7L4.1 17l2.6-1.3c.7.2 1.4.3 2.1.4a5 5 0 0 1-.2-1.4c0-3.2 3-5.8 6.8-5.9C14.8 6 12.4 4 9.5 4zM22 14.6c0-2.8-2.7-5-6.1-5s-6.1 2.2-6.1 5s2.7 5 6.1 5c.7 0 1.4-.1 2-.3l2.2 1.2l-.6-1.9c1.5-.9 2.5-2.4 2.5-4z",
  info: "M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 0 0 0-17zM12 11v5.5M12 8v-.01",
  warn: "M12 4l9 16H3zM12 10v5M12 17.5v-.01",
  empty: "M3.5 13l3-8h11l3 8v6h-17zM3.5 13h5l1 2.5h5l1-2.5h5",
} as const;

export type IconName = keyof typeof ICON_PATHS;

/** A mask: the shape takes the colour of its surroundings. */
export function iconMask(name: IconName, weight = 1.7): string {
  const path = ICON_PATHS[name];
  const filled = path.startsWith("fill:");
  const paint = filled ? "fill='#000' fill-rule='evenodd'" : `fill='none' stroke='#000' stroke-width='${weight}' stroke-linecap='round' stroke-linejoin='round'`;
  const svg = `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'><path ${paint} d='${filled ? path.slice(5) : path}'/></svg>`;
  return `url("data:image/svg+xml,${encodeURIComponent(svg).replace(/'/g, "%27")}")`;
}
