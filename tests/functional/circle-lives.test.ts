import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { erase } from '../../shared/application/erase.ts'
import { leave } from '../../shared/application/leave.ts'
import { hour } from '../../shared/domain/duration.ts'
import type { Instant } from '../../shared/domain/ids.ts'
import { CircleLife, six } from '../support/circle-life.ts'
import { FaultyWorker, tableFaults } from '../support/faults.ts'

const does = ['yes', 'no', 'pause', 'resume', 'leave', 'erase', 'go', 'pass-on', 'met'] as const
type Doing = (typeof does)[number]

/** Somebody does something, or time passes while whoever leads groups on is cut off at some call, and others do it as well. */
type Happening =
  | { is: 'doing'; who: number; what: Doing }
  | { is: 'time'; hours: number; faultAt: number; fault: (typeof tableFaults)[number]; twice: boolean }

const doing = fc.record({
  is: fc.constant('doing' as const),
  who: fc.nat(six.length - 1),
  what: fc.oneof(
    { weight: 6, arbitrary: fc.constant<Doing>('yes') },
    { weight: 2, arbitrary: fc.constantFrom(...does) },
  ),
})
const time = fc.record({
  is: fc.constant('time' as const),
  hours: fc.constantFrom(1, 12, 24, 60, 24 * 6, 24 * 22),
  faultAt: fc.nat(40),
  fault: fc.constantFrom(...tableFaults),
  twice: fc.boolean(),
})
const happenings: fc.Arbitrary<Happening[]> = fc.array(fc.oneof(doing, time), { minLength: 8, maxLength: 24 })

const letterKinds = /^circle-/
const addressesIn = (data: Readonly<Record<string, string>>): string[] =>
  six
    .map(({ email }) => email)
    .filter(email => JSON.stringify([data['circleHtml'], data['circleText']]).includes(email))

/** A group's life, with what is known of everybody beside it. */
class WatchedGroup {
  readonly life = new CircleLife()
  /** Since when somebody is not there; what had been claimed before may still be on its way for a moment. */
  readonly awaySince = new Map<string, Instant>()
  #seen = 0

  async happens(happening: Happening): Promise<void> {
    if (happening.is === 'doing') await this.#does(six[happening.who]?.email ?? '', happening.what)
    else await this.#passes(happening)
    await this.#check()
  }

  async #does(email: string, what: Doing): Promise<void> {
    const { life } = this
    const at = life.world.clock.now()
    const by = { at, learnerId: life.id(email) }
    if (!(await life.world.find(email))) return
    switch (what) {
      case 'yes':
      case 'no':
        if (!this.awaySince.has(email)) await life.says(email, what === 'yes' ? 'Agree' : 'Decline')
        return
      case 'go':
        await life.says(email, 'Go')
        await life.inCircle({ type: 'Go', ...by })
        return
      case 'pass-on':
        await life.inCircle({ type: 'PassOn', ...by })
        return
      case 'met':
        await life.inCircle({ type: 'RecordMet', ...by, worth: 'yes' })
        return
      case 'resume':
        if (
          (await life.world.execute(email, { type: 'ResumeJourney', journeyId: 'sample' })).outcome === 'done'
        )
          this.awaySince.delete(email)
        return
      default:
        if (await this.#goes(email, what)) this.awaySince.set(email, at)
    }
  }

  async #goes(email: string, how: 'pause' | 'leave' | 'erase'): Promise<boolean> {
    const { life } = this
    const { deps, addresses } = life.world
    if (how === 'leave') await leave(deps, life.id(email), 'page')
    else if (how === 'erase') await erase(deps, addresses, life.id(email))
    else
      return (
        (await life.world.execute(email, { type: 'PauseJourney', journeyId: 'sample' })).outcome === 'done'
      )
    return true
  }

  async #passes({ hours, faultAt, fault, twice }: Extract<Happening, { is: 'time' }>): Promise<void> {
    const { life } = this
    const faulty = new FaultyWorker(call => (call === faultAt ? { is: fault } : undefined))
    const end = life.world.clock.now() + hours * hour
    while (life.world.clock.now() < end) {
      await life.advance(life.deps(faulty.table(life.world.table))).catch(() => undefined)
      if (twice) await Promise.all([life.advance(), life.advance()])
      await life.world.passTo(Math.min(end, life.world.clock.now() + 6 * hour))
    }
  }

  /** Every email that has gone out since. */
  async #check(): Promise<void> {
    const delivered = this.life.world.ses.delivered.slice(this.#seen)
    this.#seen += delivered.length
    const said = new Map((await this.life.proposal())?.invited.map(one => [one.id, one.says]))
    for (const { to, at, kind, data } of delivered.filter(one => letterKinds.test(one.kind))) {
      const away = this.awaySince.get(to)
      expect(away === undefined || at <= away, `${kind} to who has gone`).toBe(true)
      const others = addressesIn(data).filter(email => email !== to)
      if (kind !== 'circle-introduction' && kind !== 'circle-hosting') expect(others).toEqual([])
      for (const other of others) {
        expect(said.get(this.life.id(other))).toBe('yes')
        expect(said.get(this.life.id(to))).toBe('yes')
        const left = this.awaySince.get(other)
        expect(left === undefined || at <= left, `${other} has gone and is in a ${kind}`).toBe(true)
      }
    }
  }

  /** Each once: what proposes, what introduces, what asks for a turn. */
  async holds(): Promise<void> {
    for (const { email } of six) {
      const letters = this.life.world.inbox(email).filter(one => letterKinds.test(one.kind))
      const count = (kind: string) => letters.filter(one => one.kind === kind).length
      for (const kind of ['circle-proposal', 'circle-introduction', 'circle-ended'])
        expect(count(kind)).toBeLessThanOrEqual(1)
      expect(count('circle-hosting')).toBeLessThanOrEqual(3)
      const days = this.life.world.inbox(email).map(({ at }) => new Date(at).toISOString().slice(0, 10))
      const ofJourney = days.filter((_, place) =>
        letterKinds.test(this.life.world.inbox(email)[place]?.kind ?? ''),
      )
      expect(new Set(ofJourney).size).toBe(ofJourney.length)
    }
    const circle = await this.life.circle()
    const members = circle?.members.map(({ id }) => id) ?? []
    expect(new Set(members).size).toBe(members.length)
  }
}

test('whatever people do, and wherever it is cut off, no address goes where its owner did not say yes, and nothing to who has gone', async () => {
  await fc.assert(
    fc.asyncProperty(happenings, async story => {
      const watched = new WatchedGroup()
      await watched.life.begins()
      await watched.life.pass(1)
      for (const happening of story) await watched.happens(happening)
      await watched.happens({
        is: 'time',
        hours: 24 * 60,
        faultAt: -1,
        fault: 'crash before',
        twice: false,
      })
      await watched.holds()
    }),
    { numRuns: 25 },
  )
}, 120_000)

const others = fc.array(
  fc.record({
    who: fc.integer({ min: 1, max: six.length - 1 }),
    says: fc.constantFrom('Agree', 'Decline'),
    after: fc.nat(60),
  }),
  { maxLength: 6 },
)

test('nobody can tell a no from silence, by anything that reaches them, or by when', async () => {
  await fc.assert(
    fc.asyncProperty(others, fc.nat(60), async (said, noAfter) => {
      const reached = async (isNo: boolean): Promise<string> => {
        const life = await new CircleLife().begins()
        // Their letter goes out last: it alone says when the group closes.
        await life.world.execute(six[0]?.email ?? '', {
          type: 'ChangePreferences',
          preferences: { pace: 'as-written', parts: ['evening'] },
        })
        await life.pass(1)
        const all = [
          ...said.map(({ who, says, after }) => ({ email: six[who]?.email ?? '', says, after })),
          ...(isNo ? [{ email: six[0]?.email ?? '', says: 'Decline', after: noAfter }] : []),
        ].toSorted((a, b) => a.after - b.after)
        const from = life.world.clock.now()
        for (const { email, says, after } of all) {
          await life.world.passTo(Math.max(life.world.clock.now(), from + after * hour))
          await life.says(email, says as 'Agree' | 'Decline')
        }
        await life.pass(12)
        const inboxes = six.slice(1).map(({ email }) => life.world.inbox(email))
        return JSON.stringify(inboxes.map(emails => emails.map(({ at, kind, data }) => [at, kind, data])))
      }
      expect(await reached(true)).toBe(await reached(false))
    }),
    { numRuns: 10 },
  )
}, 120_000)
