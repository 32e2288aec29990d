import { judgeVoice } from '../../../shared/application/reflections/judge.ts'
import type { LearnerId } from '../../../shared/domain/ids.ts'
import type { Verdict, VoiceId } from '../../../shared/domain/reflections/reflection.ts'
import type { Sector } from '../../../shared/domain/sectors.ts'
import { readDailyStatistics } from '../../../shared/store/daily-statistics.ts'
import { audited } from '../audited.ts'
import type { OperatorDeps } from '../deps.ts'
import { noteLook, withReflections } from '../reflection-stores.ts'
import { fewest } from '../report/sectors.ts'
import { countOf, sumOfDays } from '../report/statistics.ts'

/** A sector is named only where at least ten of its people have begun the journey, less those who were erased since. */
const mayName = (deps: OperatorDeps) => async (journeyId: string, sector: Sector) => {
  const today = new Date(deps.clock.now()).toISOString().slice(0, 10)
  const people = async (book: 'counters' | 'erased') => {
    const days = await readDailyStatistics(deps.table, book, journeyId, '2026-01-01', today)
    return countOf(sumOfDays(days.filter(one => one.sector === sector)), 'event.JourneyStarted')
  }
  return (await people('counters')) - (await people('erased')) >= fewest
}

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

/** What a moderator decides about an excerpt, and why. */
export interface Decision {
  voice: VoiceId
  verdict: Verdict
  /** The operator's own words; never empty. */
  why: string
}

/** What came of a decision, in words. */
export interface Decided {
  isDone: boolean
  words: string
  /** Whose it is, of one that was escalated. */
  writer?: LearnerId
}

/** Does what a moderator decided, with an audit entry, and notes that somebody has looked. */
export async function decide(deps: OperatorDeps, { voice, verdict, why }: Decision): Promise<Decided> {
  const about = { voice, ...(verdict.is === 'decline' && { reason: verdict.reason }) }
  const judged = await audited(deps, { what: `reflections ${verdict.is}`, about, why }, async () => {
    const value = await judgeVoice(withReflections(deps), voice, verdict, mayName(deps))
    return { value, result: { outcome: value.is } }
  })
  if (judged.is !== 'done') return { isDone: false, words: notDoneInWords[judged.is] }
  const { journeyId, learnerId } = judged.reflection
  await noteLook(deps, journeyId)
  const words = doneInWords[verdict.is]
  return { isDone: true, words, ...(verdict.is === 'escalate' && { writer: learnerId }) }
}
