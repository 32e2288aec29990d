import { errorWords } from '../../contracts/error-words.ts'
import { hasMissed } from '../../domain/account-email-allowance.ts'
import { decide } from '../../domain/decide.ts'
import type { Instant } from '../../domain/ids.ts'
import { turnOf } from '../../domain/learner.ts'
import { originOf } from '../../store/learner-record.ts'
import { changeBy } from '../execute-command.ts'
import { defer } from './defer.ts'
import type { DeliveryDeps } from './deps.ts'
import type { Planned } from './planned.ts'

type Deps = Pick<DeliveryDeps, 'clock' | 'mailboxes' | 'learners' | 'account' | 'log'>

/** One that has missed its turn, and whose turn that was. */
interface Late {
  planned: Planned
  mailbox: string
  missed: Instant
}

/** @returns undefined where it goes when its mailbox counts it. */
function lateOne(planned: Planned, at: Instant): Late | undefined {
  const { record, email } = planned
  const pending = record.learner.accountEmails.find(({ occurrence }) => occurrence === email.occurrence)
  const mailbox = originOf(record, email)?.mailbox
  if (!pending || mailbox === undefined || !hasMissed(turnOf(pending), at)) return undefined
  return { planned, mailbox, missed: turnOf(pending) }
}

/** Its new turn is written down also where that is now: should it not go out, it has no second one in its mailbox's count. */
async function withTurn(deps: Deps, planned: Planned, turn: Instant, at: Instant): Promise<Planned[]> {
  const record = await defer(deps, { planned, until: turn, reason: 'mailbox-busy' })
  if (!record || turn > at) return []
  const decision = decide(record.learner, planned.command, {})
  const { email } = decision
  return email ? [{ ...planned, record, email, change: changeBy(record.learner, decision) }] : []
}

/** Those to one mailbox, together. @returns those that go now. */
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

/** Whether anything can go out. Where nothing can, nobody takes a turn in vain. */
async function isSending({ account }: Deps): Promise<boolean> {
  const { enabled, sentLast24Hours, per24Hours } = await account()
  return enabled && sentLast24Hours < per24Hours
}

/**
 * Account emails are counted for their mailbox when they are asked for, each at its turn. One that was held back for longer
 * than its turn lasts takes another, so that no crowd of them goes to one mailbox once what held them back is over. Only such
 * a one reads its mailbox's row. One whose mailbox cannot be read stays due.
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
        deps.log.error('Late account emails to a mailbox stay due', { reason: errorWords(error) })
        return []
      }),
    ),
  )
  return [...inTime, ...turns.flat()]
}
