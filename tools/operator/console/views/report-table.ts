import { type Html, html } from '../../../../shared/web/html.ts'
import { isAllZero, type ReportTable } from '../../report/report-table.ts'
import { table } from './table.ts'

/** A table of the report; a single line if all values are zero. */
export const reportTable = (one: ReportTable): Html =>
  isAllZero(one)
    ? html`<p class="govuk-body">${one.title}: all zero</p>\n`
    : html`${table({ caption: one.title, columns: one.columns, rows: one.rows })}\n`
