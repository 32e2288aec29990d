import type { AddressHasher } from '../../adapters/addresses.ts'
import type { Clock } from '../../adapters/clock.ts'
import { mailboxOf, normaliseAddress } from '../../contracts/email-address.ts'
import type { LearnerId } from '../../domain/ids.ts'
import type { Bars } from '../../domain/reflections/bars.ts'
import type { BarredStore } from '../../store/barred.ts'
import type { LearnerRecord } from '../../store/learner-record.ts'
import type { LearnerStore } from '../../store/learners.ts'

/** The privileges that a learner has lost by abuse. */
export type BarsOf = (learnerId: LearnerId) => Promise<Bars>

interface BarredDeps {
  clock: Pick<Clock, 'now'>
  addresses: () => Promise<AddressHasher>
  learners: Pick<LearnerStore, 'find'>
  barred: BarredStore
}

/**
 * The keys by which a person is recognised, even after erasing themselves and coming back: their id and each of their
 * mailboxes.
 */
export function barKeys(addresses: AddressHasher, { learner, details }: LearnerRecord): string[] {
  const emails = [details.email, ...(details.oldAddresses ?? []).map(({ email }) => email)]
  const mailboxes = emails.map(email => addresses.ofMailbox(mailboxOf(normaliseAddress(email))))
  return [...new Set([learner.id, ...mailboxes])]
}

/** Looks up lost privileges. None if the learner does not exist. */
export const barsBy =
  ({ clock, addresses, learners, barred }: BarredDeps): BarsOf =>
  async learnerId => {
    const record = await learners.find(learnerId)
    return record ? barred.of(barKeys(await addresses(), record), clock.now()) : {}
  }
