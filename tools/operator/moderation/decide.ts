import { judgeVoice, mayNameBy } from '../../../shared/application/reflections/judge.ts'
import type { LearnerId } from '../../../shared/domain/ids.ts'
import type { Verdict, VoiceId } from '../../../shared/domain/reflections/reflection.ts'
import { audited } from '../audited.ts'
import type { OperatorDeps } from '../deps.ts'
import { noteLook, withReflections } from '../reflection-stores.ts'

const doneInWords: Readonly<Record<Verdict['is'], string>> = {
  approve: 'It is on its shelf.',
  decline: 'It is shown to nobody.',
  redact: 'Its writer is asked whether they agree.',
  escalate: 'It is shown to nobody.',
}

const notDoneInWords = {
  'not-waiting':
    'It does not wait any more: its writer took it back, somebody else decided, or nobody read it within 30 days.',
  'no-room': 'Its shelf is full of fresh voices. It goes on waiting; nothing was changed.',
}

/** A moderator's decision on an excerpt, with the reason. */
export interface Decision {
  voice: VoiceId
  verdict: Verdict
  /** The operator's own words; never empty. */
  why: string
}

/** The result of a decision. */
export interface Decided {
  isDone: boolean
  words: string
  /** The writer of an escalated excerpt. */
  writer?: LearnerId
}

/** Carries out a moderator's decision, with an audit entry, and records that somebody has looked. */
export async function decide(deps: OperatorDeps, { voice, verdict, why }: Decision): Promise<Decided> {
  const about = { voice, ...(verdict.is === 'decline' && { reason: verdict.reason }) }
  const judged = await audited(deps, { what: `reflections ${verdict.is}`, about, why }, async () => {
    const value = await judgeVoice(withReflections(deps), voice, verdict, mayNameBy(deps.library))
    return { value, result: { outcome: value.is } }
  })
  if (judged.is !== 'done') return { isDone: false, words: notDoneInWords[judged.is] }
  const { journeyId, learnerId } = judged.reflection
  await noteLook(deps, journeyId)
  const words = doneInWords[verdict.is]
  return { isDone: true, words, ...(verdict.is === 'escalate' && { writer: learnerId }) }
}
