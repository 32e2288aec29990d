import { hour } from '../../../shared/domain/duration.ts'
import { peopleNow } from '../../../shared/domain/place.ts'
import { currentAt, waitingAt } from '../../../shared/store/catalogue.ts'
import { journeyStore } from '../../../shared/store/journeys.ts'
import type { StoredVersion } from '../../../shared/store/stored-version.ts'
import { waitingInWords } from '../../journeys/reach-in-words.ts'
import { nameOf } from '../audited.ts'
import { counted } from '../command/format.ts'
import { columns } from '../command/lines.ts'
import type { Style } from '../command/style.ts'
import { currentJourney } from '../current-journey.ts'
import type { OperatorDeps } from '../deps.ts'

type Listed = Awaited<ReturnType<typeof listVersions>>

/**
 * Lists every published journey with its current version, its highest version, and the version that waits for its
 * publication time.
 */
export async function listVersions(deps: OperatorDeps) {
  const [entries, heads] = await Promise.all([journeyStore(deps.table).catalogue(), deps.library.list()])
  const titles = new Map(heads.map(({ journey }) => [journey.id, journey.title]))
  const now = deps.clock.now()
  return entries.flatMap(entry => {
    const { id, latest } = entry
    const current = currentAt(entry, now)
    const waiting = waitingAt(entry, now)
    const { version, publishedAt } = current ?? {}
    return current || waiting
      ? [{ id, latest, title: titles.get(id) ?? id, version, publishedAt, ...(waiting && { waiting }) }]
      : []
  })
}

/** Published journeys, for a terminal. */
export function listedLines(listed: Listed, style: Style): string[] {
  if (listed.length === 0) return ['No journey is published yet.']
  const rows = listed.map(({ id, title, version, latest, publishedAt }) => [
    id,
    title,
    version === undefined ? 'none yet' : String(version),
    String(latest),
    publishedAt === undefined ? '' : style.time(publishedAt),
  ])
  const waiting = listed.flatMap(({ id, waiting }) => (waiting ? [`${id}: ${waitingInWords(waiting)}`] : []))
  return [
    ...columns([['journey', 'title', 'current', 'newest', 'last published'], ...rows], style.width),
    ...(waiting.length > 0 ? ['', ...waiting] : []),
  ]
}

/** A version, with its publisher if the audit trail has one. */
type ListedVersion = StoredVersion & { by?: string }

/** Who published which version, from the oldest publication time on. */
async function publishers(
  { audit, clock }: OperatorDeps,
  journey: string,
  versions: readonly StoredVersion[],
): Promise<Map<unknown, string>> {
  const moments = versions.flatMap(({ whole }) => whole?.publishedAt ?? [])
  if (moments.length === 0) return new Map()
  // An audit entry is written before the change that it is about.
  const entries = await audit.between(Math.min(...moments) - hour, clock.now())
  const own = entries.filter(
    ({ what, about, outcome }) =>
      what === 'journeys publish' && about['journey'] === journey && outcome === 'done',
  )
  return new Map(own.map(({ about, who }) => [about['version'], who]))
}

/** A version's state in one or two words; empty for a former current version. */
export function standingOfVersion({ isCurrent, waits, unused, whole }: StoredVersion): string {
  if (!whole) return 'broke off while it was published'
  if (waits) return 'waits for its time'
  if (unused) return 'taken back before its time'
  return isCurrent ? 'current' : ''
}

function row(version: ListedVersion, style: Style): string[] {
  const { whole, by } = version
  const standing = standingOfVersion(version)
  if (!whole) return [String(version.version), standing, '', '', '', '']
  const { modules, publishedAt, from, note = '' } = whole
  return [
    String(version.version),
    standing,
    String(modules),
    publishedAt === undefined
      ? 'not known'
      : `${style.time(publishedAt)}${from === undefined ? '' : `, for ${style.time(from)}`}`,
    by === undefined ? 'not in the audit trail' : nameOf(by),
    note,
  ]
}

/** The versions of one journey. */
interface Versions {
  journey: string
  title: string
  current: number
  peopleUnderWay: number
  versions: readonly ListedVersion[]
}

/** Returns the versions of one journey, with their times, publishers and states. */
export async function versionsOf(deps: OperatorDeps, id: string): Promise<Versions> {
  const { version: current, title } = await currentJourney(deps, id)
  const stored = await journeyStore(deps.table).versions(id, deps.clock.now())
  const [by, people] = await Promise.all([publishers(deps, id, stored), deps.counters.people(id)])
  const versions: ListedVersion[] = stored.map(one => {
    const who = by.get(one.version)
    return { ...one, ...(who !== undefined && { by: who }) }
  })
  return { journey: id, title, current, peopleUnderWay: peopleNow(people).underWay, versions }
}

/** Drops the last column if there is nothing below its heading. */
const withoutEmptyEnd = (rows: readonly (readonly string[])[]): readonly (readonly string[])[] =>
  rows.slice(1).some(cells => cells.at(-1) !== '') ? rows : rows.map(cells => cells.slice(0, -1))

/** The versions of one journey, for a terminal. */
export const versionLines = (
  { title, current, peopleUnderWay, versions }: Versions,
  style: Style,
): string[] => [
  `${title}: ${counted(peopleUnderWay, 'person', 'people')} under way, going on with version ${current} whatever they began with.`,
  ...columns(
    withoutEmptyEnd([
      ['version', 'state', 'modules', 'published', 'by', 'what changed'],
      ...versions.map(one => row(one, style)),
    ]),
    style.width,
  ),
]
