import { erase } from '../../../shared/application/erase.ts'
import { type Executed, executeCommand } from '../../../shared/application/execute-command.ts'
import type { OutcomeOf } from '../../../shared/domain/decide.ts'
import type { Enrolment } from '../../../shared/domain/enrolment.ts'
import type { LearnerRecord } from '../../../shared/store/learner-record.ts'
import { audited } from '../audited.ts'
import type { OperatorDeps } from '../deps.ts'
import { OperatorProblem } from '../problem.ts'

/** The result of a change, for operators and programs. */
export interface LearnerChanged {
  id: string
  outcome: Executed['outcome']
  words: string
}

type Deps = OperatorDeps

const nobody = 'They are not there any more: erased, or never confirmed and removed. Nothing was changed.'

const afterErase = (id: string): Readonly<Record<OutcomeOf<'Erase'>, string>> => ({
  done: `Learner ${id} is erased: their data is gone from the table now, and from its backups within 35 days. No import takes the address in; they can sign up again themselves.`,
  'not-a-learner': nobody,
})

/** Erases a person for ever. Their tombstone makes replays and late events harmless. */
export async function erasePerson(
  deps: Deps,
  { learner: { id } }: LearnerRecord,
  why: string,
): Promise<LearnerChanged> {
  return audited(deps, { what: 'learner erase', about: { learner: id }, why }, async () => {
    const { outcome } = await erase(deps, await deps.addresses(), id)
    return { value: { id, outcome, words: afterErase(id)[outcome] }, result: { outcome } }
  })
}

const afterSuppress: Readonly<Record<OutcomeOf<'Suppress'>, string>> = {
  done: 'Suppressed: no email goes to them until this is lifted (--unsuppress).',
  'done-before': 'They were suppressed already.',
  'not-a-learner': nobody,
}

/** Stops all email to a person until it is lifted. */
export async function suppressPerson(
  deps: Deps,
  { learner: { id } }: LearnerRecord,
  why: string,
): Promise<LearnerChanged> {
  return audited(deps, { what: 'learner suppress', about: { learner: id }, why }, async () => {
    const { outcome } = await executeCommand(deps, id, { type: 'Suppress' })
    return { value: { id, outcome, words: afterSuppress[outcome] }, result: { outcome } }
  })
}

/** Lifting sends nothing to somebody who has left. */
function lifted({ record }: Executed): string {
  return record?.learner.status === 'active'
    ? 'Emails may go to them again; what is late is spread over their own times.'
    : 'Emails may go to them again once they take part; they do not at the moment.'
}

const afterLift = (acted: Executed<OutcomeOf<'LiftSuppression'>>): string => {
  const words: Readonly<Record<OutcomeOf<'LiftSuppression'>, string>> = {
    done: lifted(acted),
    'done-before': 'We held back none of their emails.',
    'not-a-learner': nobody,
  }
  return words[acted.outcome]
}

/** Lifts the stop, and removes the address from SES's suppression list, which would discard its emails. */
export async function liftSuppression(
  deps: Deps,
  { learner: { id }, details: { email } }: LearnerRecord,
  why: string,
): Promise<LearnerChanged> {
  return audited(deps, { what: 'learner unsuppress', about: { learner: id }, why }, async () => {
    const acted = await executeCommand(deps, id, { type: 'LiftSuppression' })
    const onSesList = await deps.suppressionList.remove(email)
    const list = onSesList ? ' The address was on the suppression list of SES, and is off it.' : ''
    const { outcome } = acted
    return {
      value: { id, outcome, words: `${afterLift(acted)}${list}` },
      result: { outcome, onSesList },
    }
  })
}

/**
 * Returns the one journey of a person that is meant.
 * @throws OperatorProblem if that is ambiguous
 */
export function journeyOf({ learner }: LearnerRecord, named: string | undefined): string {
  const ids = Object.values(learner.enrolments).map((one: Enrolment) => one.journeyId)
  if (named !== undefined && ids.includes(named)) return named
  const [only, ...others] = ids
  if (named === undefined && only !== undefined && others.length === 0) return only
  const which = ids.length > 0 ? `They are in: ${ids.join(', ')}.` : 'They are in no journey.'
  throw new OperatorProblem(
    named === undefined
      ? `Say which journey, with --journey. ${which}`
      : `They are not in the journey "${named}". ${which}`,
  )
}

const whyNot = {
  'not-a-learner': 'they have left or finished, or no email may reach them',
  'no-such-journey': 'the current version of the journey has no such module',
  'nothing-due': 'that module was never emailed to them',
  'in-flight': 'an email to them is on its way at this moment, or held as unknown; try again in some minutes',
} as const satisfies Partial<Record<OutcomeOf<'ResendModule'>, string>>

/**
 * Makes the system send a module again within a minute.
 * @throws OperatorProblem with the reason, if that is not possible; nothing is changed then
 */
export async function resendModule(
  deps: Deps,
  { learner: { id, enrolments } }: LearnerRecord,
  { journeyId, moduleId, why }: { journeyId: string; moduleId: string; why: string },
): Promise<LearnerChanged> {
  const about = { learner: id, journey: journeyId, module: moduleId }
  return audited(deps, { what: 'learner resend', about, why }, async () => {
    const { outcome } = await executeCommand(deps, id, { type: 'ResendModule', journeyId, moduleId })
    if (outcome !== 'done' && outcome !== 'done-before') {
      const { emailed = [] } = enrolments[journeyId] ?? {}
      // A slip of the pen comes before what else stands in the way.
      const reason = outcome === 'not-a-learner' && !emailed.includes(moduleId) ? 'nothing-due' : outcome
      throw new OperatorProblem(
        `“${moduleId}” is not sent again: ${whyNot[reason]}. They were sent: ${emailed.join(', ') || 'none'}.`,
      )
    }
    const words = {
      done: `“${moduleId}” is due to go out to them once more. Nothing else in their plan moves.`,
      'done-before': `“${moduleId}” is waiting to be sent again already.`,
    }
    return { value: { id, outcome, words: words[outcome] }, result: { outcome } }
  })
}
