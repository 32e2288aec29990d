/** A table of the report, for the terminal, the CSV file and the page. */
export interface ReportTable {
  /** The journey's id; `all` for a table that belongs to no journey. */
  of: string
  title: string
  columns: readonly string[]
  rows: readonly (readonly (string | number)[])[]
}

/** A formatted share, such as `62 %`; empty if the whole is 0. */
export const share = (part: number, whole: number): string =>
  whole === 0 ? '' : `${Math.round((100 * part) / whole)} %`

/** Whether all values of a table are zero; it is then shown as one line. */
export function isAllZero({ rows }: ReportTable): boolean {
  const figures = rows.flat().filter(cell => typeof cell === 'number')
  return figures.length > 0 && figures.every(figure => figure === 0)
}
