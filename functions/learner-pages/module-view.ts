import type { LinkOf } from '../../shared/contracts/link.ts'
import type { ModulePage } from '../../shared/contracts/published-journey.ts'
import { enrolmentDueAt } from '../../shared/domain/due.ts'
import { awaitsLastEmail, isAtRest } from '../../shared/domain/enrolment.ts'
import type { Instant, ModuleId } from '../../shared/domain/ids.ts'
import type { Journey } from '../../shared/domain/journey.ts'
import type { Learner } from '../../shared/domain/learner.ts'
import { findModule, isFor, positionOf } from '../../shared/domain/progress.ts'
import type { Place } from '../../shared/pages/components/arc.ts'
import type { ModuleStatus, ModuleView } from '../../shared/pages/module.ts'
import { bringUrl } from '../../shared/pages/site.ts'
import type { LearnerRecord } from '../../shared/store/learner-record.ts'
import type { LearnerReads } from './behind-link.ts'
import { mirrorView } from './mirror.ts'
import { myJourneyLink } from './my-journey-link.ts'
import { nextEmail } from './next-email.ts'

/**
 * The data of a module's page.
 * @param answered the option chosen in this press.
 */
export async function moduleView(
  { clock, library, links }: LearnerReads,
  { learner }: LearnerRecord,
  link: LinkOf<'module'>,
  answered?: number,
): Promise<ModuleView> {
  const { mailedAt: _, ...ofModule } = link
  const { journeyId, moduleId } = link
  const journey = (await library.head(journeyId))?.journey
  const page = await library.page(journeyId, moduleId)
  const question = journey && findModule(journey, moduleId)?.question
  const position = journey && positionOf(journey, learner, moduleId)
  const reference = links.token({ ...ofModule, purpose: 'reference' })
  const own = links.token(myJourneyLink(link))
  return {
    journey: journey?.title ?? '',
    ...(page && { page: withReference(page, reference) }),
    ...(position && { position }),
    ...momentOf(learner, journey, link),
    ...(question && {
      mirror: mirrorView(learner, await library.snapshot(journeyId), link, { question, answered }),
    }),
    status: statusOf(learner, journey, link, clock.now()),
    isUnreachable: learner.undeliverable !== undefined,
    here: `/modules/${journeyId}/${moduleId}`,
    token: links.token(link),
    preferencesUrl: `/my-journey?t=${own}`,
    bringUrl: bringUrl(own),
  }
}

/** Once the module is done: the progress in the journey, and whether the reader tried what it asks. */
function momentOf(
  learner: Learner,
  journey: Journey | undefined,
  { journeyId, moduleId, epoch }: LinkOf<'module'>,
): Pick<ModuleView, 'places' | 'tried'> {
  const enrolment = learner.enrolments[journeyId]
  const isTheirs = learner.status === 'active' && enrolment?.epoch === epoch && enrolment.phase.is !== 'left'
  if (!isTheirs || !enrolment.done.includes(moduleId)) return {}
  const { done, emailed, tried, phase } = enrolment
  const placeOf = (id: ModuleId): Place => {
    if (done.includes(id)) return 'done'
    if (phase.is === 'reading' && phase.moduleId === id) return 'here'
    return emailed.includes(id) ? 'had' : 'ahead'
  }
  const meant = journey?.modules.filter(module => isFor(module, learner) || done.includes(module.id)) ?? []
  return { places: meant.map(({ id }) => placeOf(id)), tried: { answer: tried?.[moduleId] } }
}

/** Adds the same reference to links to a learning platform as in the email. */
const withReference = (page: ModulePage, reference: string): ModulePage => ({
  ...page,
  html: page.html.replaceAll('{{reference}}', reference),
})

function statusOf(
  learner: Learner,
  journey: Journey | undefined,
  { journeyId, moduleId, epoch }: LinkOf<'module'>,
  now: Instant,
): ModuleStatus {
  const enrolment = learner.enrolments[journeyId]
  if (learner.status !== 'active' || enrolment?.epoch !== epoch || enrolment.phase.is === 'left')
    return { is: 'left' }
  if (!journey) return { is: 'closed' }
  const done = enrolment.done.includes(moduleId)
  if (done && enrolment.phase.is === 'completed')
    return { is: 'finished', lastEmail: awaitsLastEmail(enrolment) ? 'comes' : 'none' }
  if (isAtRest(enrolment)) return { is: 'paused', done }
  if (!done) return { is: findModule(journey, moduleId) ? 'open' : 'retired' }
  if (enrolment.phase.is === 'reading') return { is: 'done', next: 'here' }
  const next = nextEmail(enrolmentDueAt(learner, enrolment), now, journey.zone)
  return { is: 'done', next: next ?? 'soon' }
}
