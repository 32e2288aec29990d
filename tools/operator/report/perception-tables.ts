import type { PerceptionGap } from '../../../shared/domain/mirror-gaps.ts'
import type { JourneyReport } from './report.ts'
import type { ReportTable } from './report-table.ts'

const figures = ['guesses', 'out'] as const
const figuresOf = ({ guesses, meanOff }: PerceptionGap) => [guesses, meanOff]

const byModule = ({ id, perception }: JourneyReport): ReportTable => ({
  of: id,
  title: 'Perception gap by module, in tenths',
  columns: ['module', ...figures],
  rows: perception.modules.map(one => [one.module, ...figuresOf(one)]),
})

/** Both sectors in one column, so that the longest names fit a terminal of 80. */
const byPair = ({ id, perception }: JourneyReport): ReportTable => ({
  of: id,
  title: 'Perception gap in tenths: about whom, by whom',
  columns: ['sectors', ...figures],
  rows: perception.pairs.map(one => [`${one.about} by ${one.own}`, ...figuresOf(one)]),
})

const overTime = ({ id, perception }: JourneyReport): ReportTable => ({
  of: id,
  title: 'Perception gap at each closing, in tenths',
  columns: ['day', ...figures],
  rows: perception.closings.map(one => [one.day, ...figuresOf(one)]),
})

/** The error of people's guesses about each other; empty if there are too few. */
export const perceptionTables = (journey: JourneyReport): ReportTable[] =>
  [byModule, byPair, overTime].map(make => make(journey)).filter(({ rows }) => rows.length > 0)
