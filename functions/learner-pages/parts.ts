import type { Clock } from '../../shared/adapters/clock.ts'
import type { LearnerPagesDeps } from '../../shared/adapters/deps.ts'
import type { LinkSigner } from '../../shared/adapters/links.ts'
import type { JourneyLibrary } from '../../shared/application/journey-library.ts'
import type { LinkOf, LinkPurpose } from '../../shared/contracts/link.ts'
import type { Epoch, JourneyId, LearnerId } from '../../shared/domain/ids.ts'
import { mainJourneyOf } from '../../shared/domain/learner.ts'
import { type LinkTrouble, linkTroublePage } from '../../shared/pages/link-trouble.ts'
import { inLanguage, type Site } from '../../shared/pages/site.ts'
import type { LearnerRecord } from '../../shared/store/learner-record.ts'
import type { LearnerStore } from '../../shared/store/learners.ts'
import { type Answer, problemDetails } from '../runtime/http/answer.ts'

/** What GET needs of the world: nothing here can change anybody. */
export interface LearnerReads {
  clock: Clock
  links: LinkSigner
  library: JourneyLibrary
  learners: Pick<LearnerStore, 'find'>
}

const statusOf: Readonly<Record<LinkTrouble, number>> = {
  expired: 410,
  replaced: 410,
  withdrawn: 410,
  wrong: 400,
}

/** Why a link does nothing, and what to do next. */
export const linkTrouble = (site: Site, trouble: LinkTrouble): Answer => ({
  status: statusOf[trouble],
  page: () => linkTroublePage(site, trouble),
  json: () => problemDetails(statusOf[trouble], site.words.pages.link[trouble]),
})

/**
 * Opens the token of a link and answers with what stands behind it, or says why it does not open. A missing token is as
 * broken as a wrong one.
 */
export async function behindLink<P extends LinkPurpose>(
  site: Site,
  { links, clock }: Pick<LearnerReads, 'links' | 'clock'>,
  token: string | null | undefined,
  purposes: readonly P[],
  answer: (link: LinkOf<P>) => Answer | Promise<Answer>,
): Promise<Answer> {
  const opened = links.open(token ?? '', purposes, clock.now())
  if (opened.is === 'good') return answer(opened.link)
  return linkTrouble(site, opened.is === 'expired' ? 'expired' : 'wrong')
}

/** Whose link it is, in the life that it was made for; undefined once they have signed up anew or been erased. */
export async function holderOf(
  { learners }: Pick<LearnerReads, 'learners'>,
  { learnerId, epoch }: { learnerId: LearnerId; epoch: Epoch },
): Promise<LearnerRecord | undefined> {
  const record = await learners.find(learnerId)
  return record?.learner.epoch === epoch ? record : undefined
}

/** The same world, in which people are found only in one life of theirs: what an old link can reach. */
export const inEpoch = (deps: LearnerPagesDeps, epoch: Epoch): LearnerPagesDeps => ({
  ...deps,
  learners: { ...deps.learners, find: learnerId => holderOf(deps, { learnerId, epoch }) },
})

/** The site in the language of a journey. */
export async function inLanguageOf(
  site: Site,
  { library }: Pick<LearnerReads, 'library'>,
  id: JourneyId | undefined,
): Promise<Site> {
  const head = id === undefined ? undefined : await library.head(id)
  return inLanguage(site, head?.sender.language)
}

/** The site in the language of somebody's journey; as it is for somebody whom nobody knows any more. */
export const inLanguageOfReader = (
  site: Site,
  reads: Pick<LearnerReads, 'library'>,
  record: LearnerRecord | undefined,
): Promise<Site> => inLanguageOf(site, reads, record && mainJourneyOf(record.learner))
