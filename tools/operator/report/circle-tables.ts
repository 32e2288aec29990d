import type { JourneyReport } from './report.ts'
import { type ReportTable, share } from './report-table.ts'

const introductions = ({ id, circles: { countedOn, ...all } }: JourneyReport): ReportTable => ({
  of: id,
  title: `Circles of the rounds that closed in the period, as counted on ${countedOn}`,
  columns: ['what', 'number'],
  rows: [
    ['rounds that were dealt', all.rounds],
    ['rounds with too few people to be dealt', all.tooSmall],
    ['times that somebody was in a round', all.people],
    ['times that somebody had to wait for the next', all.waiting],
    ['circles that were introduced', all.circles],
    ['people in them', all.introduced],
  ],
})

const pairs = ({ id, circles: { pairs: of } }: JourneyReport): ReportTable => ({
  of: id,
  title: 'Pairs of people who were introduced',
  columns: ['what', 'pairs', 'share'],
  rows: [
    ['all', of.all, share(of.all, of.all)],
    ['of two sectors', of.across, share(of.across, of.all)],
    ['of two sectors, had chance dealt the same people', of.acrossByChance, share(of.acrossByChance, of.all)],
    ['together in a circle before', of.repeats, share(of.repeats, of.all)],
  ],
})

const meetings = ({ id, circles: { meetings: of, hosting } }: JourneyReport): ReportTable => ({
  of: id,
  title: 'What became of circles (rounds with 10 people introduced or more)',
  columns: ['what', 'number', 'share'],
  rows: [
    ['circles', of.circles, ''],
    ['said that they met', of.met, share(of.met, of.circles)],
    ['circles introduced six weeks ago or longer', of.over, ''],
    ['of these said that they met', of.overAndMet, share(of.overAndMet, of.over)],
    ['people who hosted and were not the first', hosting.laterHosts, ''],
    ['turns that went on to somebody else', hosting.passedOn, ''],
  ],
})

/** Of all rounds until the last day, because with few people the answers could be attributed. */
const worth = ({ id, circles: { worth: said } }: JourneyReport): ReportTable => ({
  of: id,
  title: 'Whether meeting was worth it, by all who have said so until the last day',
  columns: ['answer', 'times'],
  rows: said
    ? [
        ['yes', said.yes],
        ['not sure', said['not-sure']],
        ['no', said.no],
      ]
    : [],
})

const byRound = ({ id, circles }: JourneyReport): ReportTable => ({
  of: id,
  title: 'Rounds of circles, by the Sunday on which they closed',
  columns: ['round', 'people', 'circles', 'introduced', 'circles that met'],
  rows: circles.byRound.map(one => [one.round, one.people, one.circles, one.introduced, one.met ?? '']),
})

/** The tables of circles; none if no round with people closed. */
export const circleTables = (journey: JourneyReport): ReportTable[] =>
  journey.circles.byRound.length > 0
    ? [introductions, pairs, meetings, worth, byRound].map(make => make(journey))
    : []
