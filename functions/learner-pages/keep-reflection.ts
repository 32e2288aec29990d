import { shareExcerpt } from '../../shared/application/reflections/share.ts'
import { wordingOf } from '../../shared/application/reflections/shown-voices.ts'
import { type Kept, storeFirstText } from '../../shared/application/reflections/write.ts'
import type { LearnerPagesDeps } from '../../shared/composition/learner-pages.ts'
import type { LinkOf } from '../../shared/contracts/link.ts'
import type { Learner } from '../../shared/domain/learner.ts'
import { type SentText, tooLong, type WrittenText, wordsAt } from './reflection.ts'

/**
 * Stores the text, private, before anything else happens; not if it has to be checked by its writer.
 * @param deps find nobody but the link's holder.
 */
export async function storeSentText(
  deps: LearnerPagesDeps,
  link: LinkOf<'module'>,
  sent: SentText,
): Promise<WrittenText> {
  const long = tooLong(sent)
  if (long) return { sent: long, hasRisk: false }
  if (!(await deps.learners.find(link.learnerId))) return { hasRisk: false }
  const wording = await wordingOf(deps, link)
  if (wording === undefined) return { hasRisk: false }
  const { learnerId, journeyId, moduleId, epoch } = link
  const kept = await storeFirstText(deps, { learnerId, journeyId, moduleId, epoch, wording, ...sent })
  if (kept.is === 'unreadable') deps.onUnreadable(kept.row)
  return asWritten(sent, kept)
}

function asWritten(sent: SentText, kept: Kept): WrittenText {
  const { hasRisk } = kept
  if (kept.is === 'kept') return { kept: { shared: false }, hasRisk }
  const { text, excerpt, isPublic } = sent
  const marked = kept.is === 'marked' ? wordsAt(text, kept.marks) : []
  return { sent: { text, excerpt, isPublic, problems: { text: kept.is }, marked }, hasRisk }
}

/** Shares the chosen excerpt of a stored text, once its module is done. */
export async function shareSentExcerpt(
  deps: LearnerPagesDeps,
  { learnerId, journeyId, moduleId, epoch, mailedAt = 0 }: LinkOf<'module'>,
  { sector }: Pick<Learner, 'sector'>,
  { sent, written }: { sent: SentText; written: WrittenText },
): Promise<WrittenText> {
  const { text, excerpt, isSure, isPublic } = sent
  if (!written.kept || excerpt === '') return written
  const ref = { learnerId, journeyId, moduleId }
  const shared = await shareExcerpt(deps, ref, { epoch, excerpt, sector, isSure, isPublic, mailedAt })
  if (shared.is !== 'marked' && shared.is !== 'shared') return { ...written, kept: { shared: false } }
  const hasRisk = written.hasRisk || shared.hasRisk
  if (shared.is === 'shared') return { ...written, kept: { shared: true }, hasRisk }
  const marked = wordsAt(excerpt, shared.marks)
  return { ...written, hasRisk, sent: { text, excerpt, isPublic, problems: { excerpt: 'marked' }, marked } }
}
