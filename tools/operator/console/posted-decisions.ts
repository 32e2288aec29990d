import { stillToRead, type ToRead } from '../../../shared/application/reflections/to-read.ts'
import type { JourneyId } from '../../../shared/domain/ids.ts'
import { DeclineReason, type Verdict, VoiceId } from '../../../shared/domain/reflections/reflection.ts'
import type { Errors } from '../../../shared/pages/components/error-summary.ts'
import type { OperatorDeps } from '../deps.ts'
import type { Decision } from '../moderation/decide.ts'
import { proposedWords } from '../operations/values.ts'
import { OperatorProblem } from '../problem.ts'
import { reasonProblem } from '../reason.ts'
import { withReflections } from '../reflection-stores.ts'

/** The names of the form fields of one excerpt. */
export const fieldsOf = (id: VoiceId) => ({
  verdict: `verdict-${id}`,
  words: `words-${id}`,
  why: `why-${id}`,
})

/** The value for an excerpt without a decision. */
export const leftAlone = 'leave'
/** The prefix of the value for a decline; the reason follows. */
export const declining = 'decline:'

/** A moderator's decision on an excerpt. */
export interface Chosen extends Decision {
  /** Absent if the excerpt does not wait any more. */
  excerpt?: ToRead
}

function idsIn(form: URLSearchParams): VoiceId[] {
  const ids = [...form.keys()].flatMap(name =>
    name.startsWith('verdict-') ? [name.slice('verdict-'.length)] : [],
  )
  const odd = ids.find(id => !VoiceId.safeParse(id).success)
  if (odd !== undefined) throw new OperatorProblem(`There is no excerpt "${odd}". Nothing was done.`)
  if (ids.length > 0) return ids
  throw new OperatorProblem('This form is about no excerpt. Nothing was done. Read a sample anew.')
}

/**
 * Returns the waiting excerpts of a posted form, in its order.
 * @throws OperatorProblem if the form names none
 */
export async function excerptsOf(
  deps: OperatorDeps,
  journey: JourneyId,
  form: URLSearchParams,
): Promise<ToRead[]> {
  const stores = { ...withReflections(deps), unreadable: () => {} }
  const found = await stillToRead(
    stores,
    idsIn(form).map(id => ({ id })),
  )
  return found.filter(one => one.journey === journey)
}

/**
 * Reads the decisions, and the problems by field.
 * @param excerpts those that still wait
 */
export function readDecisions(
  form: URLSearchParams,
  excerpts: readonly ToRead[],
): { chosen: Chosen[]; errors: Errors } {
  const errors: Record<string, string> = {}
  const ids = idsIn(form)
  const why = textIn(form, 'why')
  const chosen = ids.flatMap((voice): Chosen[] => {
    const excerpt = excerpts.find(({ id }) => id === voice)
    const verdict = readVerdict(form, voice)
    if (!verdict) return []
    Object.assign(errors, problemsOf(form, verdict, voice, excerpt))
    const own = verdict.is === 'escalate' ? textIn(form, fieldsOf(voice).why) : why
    return [{ voice, verdict, why: own, ...(excerpt && { excerpt }) }]
  })
  const whyProblem = chosen.some(({ verdict }) => verdict.is !== 'escalate') ? reasonProblem(why) : undefined
  const none = `verdict-${ids[0]}`
  return {
    chosen,
    errors: {
      ...(chosen.length === 0 && { [none]: 'Choose what becomes of at least one of them' }),
      ...errors,
      ...(whyProblem !== undefined && { why: whyProblem }),
    },
  }
}

/** Browsers send a line break as two characters. */
const textIn = (form: URLSearchParams, name: string): string =>
  (form.get(name) ?? '').replaceAll('\r\n', '\n').trim()

/** @throws OperatorProblem for an unknown decision */
function readVerdict(form: URLSearchParams, id: VoiceId): Verdict | undefined {
  const value = form.get(fieldsOf(id).verdict) ?? ''
  if (value === leftAlone) return undefined
  if (value === 'approve' || value === 'escalate') return { is: value }
  if (value === 'redact') return { is: value, proposal: textIn(form, fieldsOf(id).words) }
  const reason = DeclineReason.safeParse(value.replace(declining, ''))
  if (value.startsWith(declining) && reason.success) return { is: 'decline', reason: reason.data }
  throw new OperatorProblem(`There is no decision "${value}". Nothing was done.`)
}

function problemsOf(form: URLSearchParams, verdict: Verdict, id: VoiceId, excerpt?: ToRead): Errors {
  const { words, why } = fieldsOf(id)
  if (verdict.is === 'redact') {
    const problem = wordsProblem(verdict.proposal, excerpt)
    return problem === undefined ? {} : { [words]: problem }
  }
  const problem = verdict.is === 'escalate' ? reasonProblem(textIn(form, why)) : undefined
  return problem === undefined ? {} : { [why]: problem }
}

function wordsProblem(proposal: string, excerpt?: ToRead): string | undefined {
  const read = proposedWords.safeParse(proposal)
  if (!read.success) return read.error.issues[0]?.message
  if (proposal === excerpt?.text.trim()) return 'These are its own words: change them, or approve it as it is'
  return undefined
}
