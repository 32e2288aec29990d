import type { Instant } from '../../../shared/domain/ids.ts'
import type { Journey } from '../../../shared/domain/journey.ts'
import { journeyStore } from '../../../shared/store/journeys.ts'
import { formatNumber } from '../command/format.ts'
import { columns } from '../command/lines.ts'
import type { Style } from '../command/style.ts'
import type { Outcome } from '../operations/outcome.ts'
import type { Session } from '../operations/session.ts'
import { scanCost, scanCostInWords } from '../scan-cost.ts'
import { type WhoHas, whoHas } from './who-has.ts'

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

/** Returns who was sent a module since a moment; the default is the publication of the current version. */
export async function lookUpWhoHas(
  session: Session,
  journey: Journey,
  moduleId: string,
  since?: Instant,
): Promise<Outcome> {
  const deps = await session.open()
  const from =
    since ?? (await journeyStore(deps.table).current(journey.id, deps.clock.now()))?.publishedAt ?? 0
  session.says(scanCostInWords(await scanCost(deps.table)))
  const who = await whoHas(deps, { journey, moduleId, since: from }, people =>
    session.progress({ done: people, unit: 'people' }),
  )
  return { value: who, lines: style => whoLines(who, style) }
}
