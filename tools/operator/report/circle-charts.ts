import type { Html } from '../../../shared/web/html.ts'
import { barChart, columnChart } from '../charts/bars.ts'
import type { CirclesReport } from './circles.ts'

const introductions = ({ byRound }: CirclesReport): Html =>
  columnChart({
    title: 'Circles that were introduced, round by round',
    series: ['circles'],
    bars: byRound.map(({ round, circles }) => ({ label: round, values: [circles] })),
  })

/** Compared with what chance would have brought together from the same people. */
const pairs = ({ pairs: { all, across, acrossByChance } }: CirclesReport): Html =>
  barChart({
    title: 'Pairs of people who were introduced',
    series: ['of two sectors', 'of one sector'],
    bars: [
      { label: 'as they were introduced', values: [across, all - across] },
      { label: 'had chance dealt the same people', values: [acrossByChance, all - acrossByChance] },
    ],
  })

/** The charts of circles; nothing if nobody was introduced. */
export const circleCharts = (circles: CirclesReport): Html[] =>
  circles.circles > 0 ? [introductions(circles), pairs(circles)] : []
