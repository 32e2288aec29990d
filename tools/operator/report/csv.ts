import { csvRow } from '../csv/write-csv.ts'
import type { Report } from './report.ts'
import { reportTables } from './tables.ts'

/** One number per row, so that every spreadsheet can group and sum. Shares can be computed from them. */
export const reportCsv = (report: Report): string =>
  [
    csvRow(['journey', 'table', 'row', 'column', 'value']),
    ...reportTables(report, true).flatMap(({ of, title, columns: names, rows }) =>
      rows.flatMap(([name = '', ...values]) =>
        values.flatMap((value, i) =>
          typeof value === 'number' ? csvRow([of, title, String(name), names[i + 1] ?? '', value]) : [],
        ),
      ),
    ),
  ].join('')
