import { hour } from '../../../shared/domain/duration.ts'
import { peopleNow } from '../../../shared/domain/place.ts'
import { journeyStore, type StoredVersion } from '../../../shared/store/journeys.ts'
import { nameOf } from '../audited.ts'
import { counted } from '../command/format.ts'
import { columns } from '../command/lines.ts'
import type { Style } from '../command/style.ts'
import { currentJourney } from '../current-journey.ts'
import type { OperatorDeps } from '../deps.ts'

type Listed = Awaited<ReturnType<typeof listVersions>>

/** Every published journey, with the version that is current and the highest that there is. */
export async function listVersions(deps: OperatorDeps) {
  const [versions, heads] = await Promise.all([journeyStore(deps.table).list(), deps.library.list()])
  const titles = new Map(heads.map(({ journey }) => [journey.id, journey.title]))
  return versions.map(one => ({ ...one, title: titles.get(one.id) ?? one.id }))
}

/** Published journeys, for a terminal. */
export function listedLines(listed: Listed, style: Style): string[] {
  if (listed.length === 0) return ['No journey is published yet.']
  const rows = listed.map(({ id, title, version, latest, publishedAt }) => [
    id,
    title,
    String(version),
    String(latest),
    style.time(publishedAt),
  ])
  return columns([['journey', 'title', 'current', 'newest', 'last published'], ...rows], style.width)
}

/** A version, and who published it where the audit trail knows. */
type ListedVersion = StoredVersion & { by?: string }

/** Who published which version, since the oldest of which it is known when. */
async function publishers(
  { audit, clock }: OperatorDeps,
  journey: string,
  versions: readonly StoredVersion[],
): Promise<Map<unknown, string>> {
  const moments = versions.flatMap(({ whole }) => whole?.publishedAt ?? [])
  if (moments.length === 0) return new Map()
  // An entry is written before what it tells of.
  const entries = await audit.between(Math.min(...moments) - hour, clock.now())
  const own = entries.filter(
    ({ what, about, outcome }) =>
      what === 'journeys publish' && about['journey'] === journey && outcome === 'done',
  )
  return new Map(own.map(({ about, who }) => [about['version'], who]))
}

function row({ version, isCurrent, whole, by }: ListedVersion, style: Style): string[] {
  if (!whole) return [String(version), 'broke off while it was published', '', '', '', '']
  const { modules, publishedAt, note = '' } = whole
  return [
    String(version),
    isCurrent ? 'current' : '',
    String(modules),
    publishedAt === undefined ? 'not known' : style.time(publishedAt),
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

/** The versions of one journey, when and by whom they were published, and which is current. */
export async function versionsOf(deps: OperatorDeps, id: string): Promise<Versions> {
  const { version: current, title } = await currentJourney(deps, id)
  const stored = await journeyStore(deps.table).versions(id)
  const [by, people] = await Promise.all([publishers(deps, id, stored), deps.counters.people(id)])
  const versions: ListedVersion[] = stored.map(one => {
    const who = by.get(one.version)
    return { ...one, ...(who !== undefined && { by: who }) }
  })
  return { journey: id, title, current, peopleUnderWay: peopleNow(people).underWay, versions }
}

/** The versions of one journey, for a terminal. */
export const versionLines = (
  { title, current, peopleUnderWay, versions }: Versions,
  style: Style,
): string[] => [
  `${title}: ${counted(peopleUnderWay, 'person', 'people')} under way, who go on with version ${current} whatever they began with.`,
  ...columns(
    [
      ['version', 'state', 'modules', 'published', 'by', 'what changed'],
      ...versions.map(one => row(one, style)),
    ],
    style.width,
  ),
]
