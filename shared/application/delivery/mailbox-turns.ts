import { describeError } from '../../contracts/describe-error.ts'
import { hasMissedTurn } from '../../domain/account-email-allowance.ts'
import { decide } from '../../domain/decide.ts'
import type { Instant } from '../../domain/ids.ts'
import { turnOf } from '../../domain/learner.ts'
import { originOf } from '../../store/learner-record.ts'
import { changeBy } from '../execute-command.ts'
import { defer } from './defer.ts'
import type { DeliveryDeps } from './deps.ts'
import type { Planned } from './planned.ts'

type Deps = Pick<DeliveryDeps, 'clock' | 'mailboxes' | 'learners' | 'account' | 'log'>

/** An email that missed its turn, and that turn. */
interface Late {
  planned: Planned
  mailbox: string
  missed: Instant
}

/** @returns undefined if the email goes out in its turn. */
function lateOne(planned: Planned, at: Instant): Late | undefined {
  const { record, email } = planned
  const pending = record.learner.accountEmails.find(({ occurrence }) => occurrence === email.occurrence)
  const mailbox = originOf(record, email)?.mailbox
  if (!pending || mailbox === undefined || !hasMissedTurn(turnOf(pending), at)) return undefined
  return { planned, mailbox, missed: turnOf(pending) }
}

/**
 * Stores a new turn, even if it is now. Otherwise an email that then fails to go out would have no turn in its
 * mailbox's count.
 */
async function withTurn(deps: Deps, planned: Planned, turn: Instant, at: Instant): Promise<Planned[]> {
  const record = await defer(deps, { planned, until: turn, reason: 'mailbox-busy' })
  if (!record || turn > at) return []
  const decision = decide(record.learner, planned.command, {})
  const { email } = decision
  return email ? [{ ...planned, record, email, change: changeBy(record.learner, decision) }] : []
}

/**
 * Gives new turns to the late emails of one mailbox.
 * @returns those that go now.
 */
async function takeTurns(
  deps: Deps,
  mailbox: string,
  late: readonly Late[],
  at: Instant,
): Promise<Planned[]> {
  const missed = late.map(one => one.missed)
  const turns = await deps.mailboxes.takeTurnsAnew(mailbox, missed, at)
  const inTurn = late.map(({ planned }, i) => withTurn(deps, planned, turns[i] ?? at, at))
  return (await Promise.all(inTurn)).flat()
}

/** Whether anything can be sent. Otherwise no turns are used up. */
async function isSending({ account }: Deps): Promise<boolean> {
  const { enabled, sentLast24Hours, per24Hours } = await account()
  return enabled && sentLast24Hours < per24Hours
}

/**
 * Moves account emails that missed their turn to new ones. Each is counted for its mailbox at its turn, when it is
 * requested. If it was held back for longer, it takes a new turn, so that a mailbox does not get a crowd of emails
 * once the hold is over. Only late emails read their mailbox's row; if that cannot be read, they stay due.
 * @returns those that go now.
 */
export async function inMailboxTurns(deps: Deps, planned: readonly Planned[]): Promise<Planned[]> {
  const at = deps.clock.now()
  const found = planned.map(one => ({ one, late: lateOne(one, at) }))
  const inTime = found.flatMap(({ one, late }) => (late ? [] : one))
  const late = found.flatMap(({ late }) => late ?? [])
  if (late.length === 0 || !(await isSending(deps))) return inTime
  const turns = await Promise.all(
    [...Map.groupBy(late, ({ mailbox }) => mailbox)].map(([mailbox, same]) =>
      takeTurns(deps, mailbox, same, at).catch(error => {
        deps.log.error('Late account emails to a mailbox stay due', { reason: describeError(error) })
        return []
      }),
    ),
  )
  return [...inTime, ...turns.flat()]
}
