import { type Share, sumOfShares } from './cohorts.ts'
import type { JourneyReport } from './report.ts'
import { type ReportTable, share } from './report-table.ts'

const columns = ['emailed', 'of these done', 'share'] as const
const cells = ({ emailed, done }: Share) => [emailed, done, share(done, emailed)]

const byWeek = ({ id, cohorts }: JourneyReport): ReportTable => ({
  of: id,
  title: 'Modules by the week in which they were emailed (its Monday), done until the last day',
  columns: ['week', ...columns],
  rows: cohorts.map(cohort => [cohort.week, ...cells(cohort)]),
})

const byModule = ({ id, cohorts, modules }: JourneyReport): ReportTable => ({
  of: id,
  title: 'Modules that were emailed in these weeks, done until the last day',
  columns: ['module', ...columns],
  rows: modules
    .map(module => [module.id, sumOfShares(cohorts.flatMap(week => week.modules[module.id] ?? []))] as const)
    .filter(([, { emailed }]) => emailed > 0)
    .map(([module, all]) => [module, ...cells(all)]),
})

const byWeekAndModule = ({ id, cohorts, modules }: JourneyReport): ReportTable => ({
  of: id,
  title: 'Modules by week and module',
  columns: ['week and module', ...columns],
  rows: cohorts.flatMap(({ week, modules: shares }) =>
    modules.flatMap(({ id: module }) => {
      const all = shares[module]
      return all ? [[`${week} ${module}`, ...cells(all)]] : []
    }),
  ),
})

/**
 * The share of emailed modules that are done, by the week of the email.
 * @param withModules true to add the long table by week and module
 */
export const cohortTables = (journey: JourneyReport, withModules: boolean): ReportTable[] =>
  [byWeek, byModule, ...(withModules ? [byWeekAndModule] : [])].map(make => make(journey))
