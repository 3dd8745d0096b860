/** What the platform's input fields tell. */
export interface TypedText {
  detail: { value: string };
}
