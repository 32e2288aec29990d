/** A table of the report, for the terminal, the CSV file and the page alike. */
export interface ReportTable {
  /** The journey's id; `all` for what is not of one journey. */
  of: string
  title: string
  columns: readonly string[]
  rows: readonly (readonly (string | number)[])[]
}

/** A part in words, such as `62 %`; nothing of nothing. */
export const share = (part: number, whole: number): string =>
  whole === 0 ? '' : `${Math.round((100 * part) / whole)} %`

/** Whether a table has nothing but zeros to tell: one line says so. */
export function isAllZero({ rows }: ReportTable): boolean {
  const figures = rows.flat().filter(cell => typeof cell === 'number')
  return figures.length > 0 && figures.every(figure => figure === 0)
}
