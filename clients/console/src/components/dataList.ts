/** One column of a `<DataList>`; a slot of the same name as `key` draws richer cells than `text`. */
export interface Column<Row> {
  key: string
  /** i18n key of the heading. */
  label: string
  text?: (row: Row) => string
  width?: number
  minWidth?: number
  align?: 'left' | 'center' | 'right'
  /** On a phone: `head` opens the card, `foot` closes it (the buttons), `hide` is left out. */
  card?: 'head' | 'foot' | 'hide'
}
