import { heldInCircles } from '../../shared/application/circles/held-in-circles.ts'
import { everythingAbout } from '../../shared/application/everything-about.ts'
import { titlesAsSent } from '../../shared/application/titles-as-sent.ts'
import type { LearnerPagesDeps } from '../../shared/composition/learner-pages.ts'
import { myDataPage, type Titles } from '../../shared/pages/my-data.ts'
import type { Site } from '../../shared/pages/site.ts'
import type { LearnerRecord } from '../../shared/store/learner-record.ts'
import { type OnUnreadable, unlessUnreadable } from '../../shared/store/unreadable-row.ts'
import { downloadResponse, type WebResponse } from '../../shared/web/response.ts'
import { zoneOf } from './my-journey-view.ts'

type DownloadDeps = Pick<
  LearnerPagesDeps,
  'reflections' | 'clock' | 'bars' | 'library' | 'groups' | 'onUnreadable'
>

/** Everything that is held about a person, including their texts, and the number of parts that cannot be read. */
async function everythingOf(
  { reflections, clock, bars, library, groups, ...deps }: DownloadDeps,
  record: LearnerRecord,
) {
  const { id, enrolments } = record.learner
  let notRead = 0
  const onUnreadable: OnUnreadable = row => {
    notRead += 1
    deps.onUnreadable(row)
  }
  const [barred, texts, journeys, circles, titles] = await Promise.all([
    unlessUnreadable(bars(id), onUnreadable),
    reflections.ofLearner(id, clock.now(), onUnreadable),
    library.journeys(Object.keys(enrolments)),
    heldInCircles(await groups(), record.learner, { now: clock.now(), onUnreadable }),
    titlesAsSent(library, record),
  ])
  return everythingAbout(record, {
    reflections: texts.map(({ reflection }) => reflection),
    journeys,
    titles,
    notRead,
    ...(circles && { circles }),
    ...(barred && Object.keys(barred).length > 0 && { barred }),
  })
}

/** The titles of the published journeys and their modules. */
async function titlesIn({ library }: DownloadDeps): Promise<Titles> {
  const heads = await library.list()
  return new Map(
    heads.map(({ journey: { id, title, modules } }) => [
      id,
      { title, modules: new Map(modules.map(module => [module.id, module.title])) },
    ]),
  )
}

/** The data as a page to keep. */
export async function downloadToRead(
  deps: DownloadDeps,
  record: LearnerRecord,
): Promise<(site: Site) => WebResponse> {
  const everything = await everythingOf(deps, record)
  const [zone, titles] = await Promise.all([zoneOf(deps, record), titlesIn(deps)])
  return site =>
    downloadResponse('shiftworks-my-data.html', 'text/html', myDataPage(site, everything, { zone, titles }))
}

/** The data as a JSON file. */
export async function download(deps: DownloadDeps, record: LearnerRecord): Promise<() => WebResponse> {
  const everything = JSON.stringify(await everythingOf(deps, record), null, 2)
  return () => downloadResponse('shiftworks-my-data.json', 'application/json', everything)
}
