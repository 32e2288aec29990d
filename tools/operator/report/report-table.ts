/** A table of the report, for the terminal, the CSV file and the page alike. */
export interface ReportTable {
  /** The journey's id; `all` for what is not of one journey. */
  of: string
  title: string
  columns: readonly string[]
  rows: readonly (readonly (string | number)[])[]
}
