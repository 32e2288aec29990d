import { voicesFor } from '../../shared/application/reflections/shown-voices.ts'
import type { LinkOf } from '../../shared/contracts/link.ts'
import type { Learner } from '../../shared/domain/learner.ts'
import { type VoiceView, voiceView } from '../../shared/pages/voices.ts'
import type { LearnerReads } from './behind-link.ts'

/** The voices of a module as its page shows them to a learner. */
export const voicesOnPage = async (
  reads: LearnerReads,
  learner: Learner,
  link: LinkOf<'module'>,
): Promise<VoiceView[]> => (await voicesFor(reads, learner, link)).map(voiceView)
