import type { DeliveryDeps } from '../../../shared/application/delivery/deps.ts'
import { fromOthers } from '../../../shared/application/delivery/from-others.ts'
import { renderEntry, templateKey } from '../../../shared/application/delivery/render.ts'
import { changeBy, journeysOf } from '../../../shared/application/execute-command.ts'
import { decide } from '../../../shared/domain/decide.ts'
import type { Instant } from '../../../shared/domain/ids.ts'
import { type DueRef, duePage, dueShards } from '../../../shared/store/due.ts'

/** Emails in flight at the same time. */
const atOnce = 20

/**
 * The baseline for delivery: the same engine and table in a pipeline that reads, claims, sends and settles each email
 * singly.
 */
export async function deliverOneByOne(
  deps: DeliveryDeps,
  journeyId: string,
  until: Instant,
): Promise<number> {
  let sent = 0
  for (let shard = 0; shard < dueShards; shard += 1) {
    let page = await duePage(deps.table, { of: journeyId, shard }, until, 100)
    for (;;) {
      const queue = [...page.refs]
      const worker = async () => {
        for (let ref = queue.shift(); ref; ref = queue.shift()) if (await deliver(deps, ref)) sent += 1
      }
      await Promise.all(Array.from({ length: atOnce }, worker))
      if (!page.after) break
      page = await duePage(deps.table, { of: journeyId, shard }, until, 100, page.after)
    }
  }
  return sent
}

async function deliver(deps: DeliveryDeps, { learnerId, journeyId = '' }: DueRef): Promise<boolean> {
  const record = await deps.learners.find(learnerId)
  if (!record) return false
  const { learner } = record
  const journeys = await deps.library.journeys(journeysOf(learner))
  const due = decide(learner, { type: 'DeliverDue', at: deps.clock.now(), journeyId, by: 'bench' }, journeys)
  const claimed = due.email && (await deps.learners.save(record, changeBy(learner, due)))
  const head = await deps.library.head(journeyId)
  if (!claimed || !due.email || !head) return false
  const { sender, journey } = head
  const template = await deps.library.email(journeyId, journey.version, templateKey(due.email))
  const { links, publicUrl, clock } = deps
  const others = await fromOthers(deps, claimed, journey, template)
  const context = { links, publicUrl, now: clock.now(), language: sender.language, journey, ...others }
  const entries = [renderEntry(claimed, due.email, template, context)]
  const answer = await deps.mailer.sendBulk({ from: sender.from, template, tags: {}, entries })
  const accepted = answer.is === 'answered' && answer.entries[0]
  const outcome = accepted ? accepted : { is: 'unknown' as const }
  const command = { type: 'SettleEmail' as const, at: clock.now(), journeyId, emailId: due.email.id, outcome }
  const settled = decide(claimed.learner, command, journeys)
  await deps.learners.save(claimed, changeBy(claimed.learner, settled))
  return outcome.is === 'accepted'
}
