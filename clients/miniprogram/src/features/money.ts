export interface Money {
  sign: "" | "-";
  yuan: string;
  /** Two digits. */
  decimals: string;
}

/** 129900 fen → 1,299 and 00. Anything that is no integer is shown as nothing rather than as a wrong price. */
export function splitFen(fen: number): Money | null {
  if (!Number.isSafeInteger(fen)) return null;
  const size = Math.abs(fen);
  const yuan = Math.floor(size / 100);
  return {
    sign: fen < 0 ? "-" : "",
    yuan: String(yuan).replace(/\B(?=(\d{3})+$)/g, ","),
    decimals: String(size % 100).padStart(2, "0"),
  };
}

/** For places that take text only (questions, share titles). */
export function fenText(fen: number): string {
  const money = splitFen(fen);
  return money ? `${money.sign}¥${money.yuan}.${money.decimals}` : "";
}
