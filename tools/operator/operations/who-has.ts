import type { Instant } from '../../../shared/domain/ids.ts'
import type { Journey } from '../../../shared/domain/journey.ts'
import { journeyStore } from '../../../shared/store/journeys.ts'
import { formatNumber } from '../command/format.ts'
import { columns } from '../command/lines.ts'
import type { Style } from '../command/style.ts'
import { checkModule, currentJourney } from '../current-journey.ts'
import { whoHas as look, type WhoHas } from '../holds/who-has.ts'
import { scanCost, scanCostInWords } from '../scan-cost.ts'
import { argument, option, text } from './input.ts'
import { reading } from './operation.ts'
import type { Outcome } from './outcome.ts'
import type { Session } from './session.ts'
import { moment } from './values.ts'

/** Which module is meant. */
export const journeyAndModule = {
  journey: argument('<journey>', '', text),
  module: argument('<module>', '', text),
}

function whoLines(who: WhoHas, style: Style): string[] {
  const rows: [string, number][] = [
    [`have it, since ${style.time(who.since)}`, who.has.length],
    ['on its way, or of unknown outcome', who.onItsWay.length],
    ['had it before, and not again', who.hadBefore],
    ['wait for it', who.next.length],
    ['are further back', who.later],
  ]
  const unreadable = who.unreadable.map(id => `The rows of ${id} cannot be read: reconcile names the reason.`)
  return [
    ...columns(
      rows.map(([words, people]) => [words, formatNumber(people)]),
      style.width,
    ),
    ...unreadable,
  ]
}

/** Who was emailed a module since a moment; since the version that is current went out, where none is named. */
export async function lookUpWhoHas(
  session: Session,
  journey: Journey,
  moduleId: string,
  since?: Instant,
): Promise<Outcome> {
  const deps = await session.open()
  const from = since ?? (await journeyStore(deps.table).current(journey.id))?.publishedAt ?? 0
  session.says(scanCostInWords(await scanCost(deps.table)))
  const who = await look(deps, { journey, moduleId, since: from }, people =>
    session.progress({ done: people, unit: 'people' }),
  )
  return { value: who, lines: style => whoLines(who, style) }
}

/** Shows who has a module, and who has not. */
export const whoHas = reading({
  name: 'who-has',
  summary: 'who was emailed a module lately, and who was not',
  help: 'Reads the whole table, and says what that costs. --json lists people by their random ids.',
  examples: ['who-has shiftworks trust --stage prod --json > who-has-it.json'],
  does: 'reads',
  inputs: {
    ...journeyAndModule,
    since: option(
      '--since <moment>',
      'emails before this do not count; the last publication if absent',
      moment,
    ),
  },
  console: { pages: async () => (await import('../console/pages/who-has.ts')).whoHasRoutes },
  async run(session, { journey: id, module, since }) {
    const journey = await currentJourney(await session.open(), id)
    checkModule(journey, module)
    return lookUpWhoHas(session, journey, module, since)
  },
})
