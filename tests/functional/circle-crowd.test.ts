import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { Circle, membersIn } from '../../shared/domain/circles/circle.ts'
import { Entry, joinerOf } from '../../shared/domain/circles/entry.ts'
import { poolOf } from '../../shared/domain/circles/pool.ts'
import { Proposal } from '../../shared/domain/circles/proposal.ts'
import { roundAt } from '../../shared/domain/circles/round.ts'
import { costOfAll } from '../../shared/domain/circles/score.ts'
import { hour } from '../../shared/domain/duration.ts'
import { CircleCrowd, type Cut, type Doing, doings } from '../support/circle-crowd.ts'
import { tableFaults } from '../support/faults.ts'

const size = 13
const sectors = ['nhs-hospital', 'ambulance', 'social-care', 'student'] as const
const weeks = 3

/** Somebody does something, or time passes while whoever looks after circles, or sends, is cut off at some call. */
type Happening = { is: 'doing'; who: number; what: Doing } | { is: 'time'; hours: number; cut: Cut }

const doing = fc.record({
  is: fc.constant('doing' as const),
  who: fc.nat(size - 1),
  what: fc.oneof(
    { weight: 5, arbitrary: fc.constant<Doing>('yes') },
    { weight: 4, arbitrary: fc.constantFrom(...doings) },
  ),
})
const time = fc.record({
  is: fc.constant('time' as const),
  hours: fc.constantFrom(6, 24, 48),
  cut: fc.record({
    at: fc.integer({ min: 1, max: 400 }),
    fault: fc.constantFrom(...tableFaults),
    twice: fc.boolean(),
  }),
})
const some = (minLength: number) => fc.uniqueArray(fc.nat(size - 1), { minLength, maxLength: size })
/** Who joins, what happens until the round has been dealt, who says yes then, and what happens next. */
const week = fc.record({
  joining: some(8),
  before: fc.array(fc.oneof({ weight: 3, arbitrary: doing }, { weight: 1, arbitrary: time }), {
    maxLength: 10,
  }),
  dealt: time,
  yes: some(5),
  after: fc.array(fc.oneof({ weight: 3, arbitrary: doing }, { weight: 1, arbitrary: time }), {
    maxLength: 16,
  }),
})

/** A crowd, with what must hold of it. */
class WatchedCrowd {
  readonly crowd = new CircleCrowd(size)
  #seen = 0

  rows<T>(kind: string, schema: { parse: (row: unknown) => T }): { round: string; state: T }[] {
    const rows = [...this.crowd.world.table.rows.values()].filter(({ pk }) =>
      pk.startsWith(`${kind}#sample.`),
    )
    const kept = rows.filter(({ sk }) => sk !== 'dealt')
    return kept.map(row => ({ round: /20\d\d-\d\d-\d\d/.exec(row.pk)?.[0] ?? '', state: schema.parse(row) }))
  }

  async happens(happening: Happening): Promise<void> {
    if (happening.is === 'time') await this.crowd.passes(happening.hours, happening.cut)
    else await this.crowd.does(this.crowd.people[happening.who] ?? '', happening.what)
    this.checkEmails()
    this.checkGroups()
  }

  /** No address without both owners’ yes to this very circle, and nothing to or about who has gone. */
  checkEmails(): void {
    const { world, people, awaySince } = this.crowd
    const proposals = new Map(this.rows('proposal', Proposal).map(({ state }) => [state.id, state]))
    const fresh = world.ses.delivered.slice(this.#seen)
    this.#seen = world.ses.delivered.length
    for (const email of fresh.filter(({ kind }) => kind.startsWith('circle-'))) {
      const { to, at, kind, data } = email
      const isHereAt = (one: string) => at <= (awaySince.get(one) ?? Number.POSITIVE_INFINITY)
      expect(isHereAt(to), `${kind} to ${to}, who has gone`).toBe(true)
      const words = JSON.stringify([data['circleHtml'], data['circleText']])
      const shown = people.filter(one => one !== to && new RegExp(`\\b${one}`).test(words))
      if (shown.length === 0) continue
      const group = this.crowd.groupIn(email) ?? ''
      const asked = proposals.get(group.replace(/\.\d+$/, ''))?.invited ?? []
      const saidYes = asked.filter(({ says }) => says === 'yes').map(({ id }) => id)
      for (const one of [to, ...shown])
        expect(saidYes, `${one} in ${kind} of ${group}`).toContain(this.crowd.id(one))
      for (const one of shown) expect(isHereAt(one), `${one}, who has gone, in ${kind}`).toBe(true)
    }
  }

  /** Nobody is in two groups of a round, and nobody is introduced who did not say yes. */
  checkGroups(): void {
    for (const all of [
      this.rows('proposal', Proposal).map(({ round, state }) => ({
        round,
        ids: state.invited.map(({ id }) => id),
      })),
      this.rows('circle', Circle).map(({ round, state }) => ({
        round,
        ids: state.members.map(({ id }) => id),
      })),
    ]) {
      const inRounds = all.flatMap(({ round, ids }) => ids.map(id => `${round} ${id}`))
      expect(new Set(inRounds).size).toBe(inRounds.length)
    }
  }

  /** As each round was dealt, no two can change places so that fewer meet again, or anything else is better. */
  checkDeals(): number {
    const entries = this.rows('round', Entry)
    const circles = this.rows('circle', Circle).map(({ state }) => state)
    const rounds = [...new Set(this.rows('proposal', Proposal).map(({ round }) => round))]
    for (const round of rounds) {
      const called = entries
        .filter(one => one.round === round && one.state.out === undefined)
        .map(({ state }) => state)
      for (const { members, at } of circles) this.#remember(called, { ids: members.map(({ id }) => id), at })
      this.#isBest(
        called,
        this.rows('proposal', Proposal).flatMap(one =>
          one.round === round ? [one.state.invited.map(({ id }) => id)] : [],
        ),
      )
    }
    return rounds.length
  }

  /** Two who were in a circle before know each other from one side or the other; whom an erased person knew is forgotten. */
  #remember(called: readonly Entry[], { ids, at }: { ids: readonly string[]; at: number }): void {
    const gone = [...this.crowd.ids].flatMap(([email, id]) => (this.crowd.awaySince.has(email) ? [id] : []))
    const here = called.filter(
      ({ learnerId, calledAt = 0 }) => ids.includes(learnerId) && at < calledAt && !gone.includes(learnerId),
    )
    for (const one of here)
      for (const other of here.filter(({ learnerId }) => learnerId < one.learnerId))
        expect([...one.before, ...other.before]).toEqual(
          expect.arrayContaining([expect.stringMatching(`${one.learnerId}|${other.learnerId}`)]),
        )
  }

  #isBest(called: readonly Entry[], proposed: readonly string[][]): void {
    // All have one employer, which is forgotten of those who are erased.
    const pool = poolOf(
      called.map(entry => ({ ...joinerOf(entry), employer: undefined })),
      'any',
    )
    const numbers = new Map(pool.joiners.map(({ id }, n) => [id, n]))
    const placed = proposed.map(ids => ids.map(id => numbers.get(id) ?? -1))
    expect(placed.flat()).not.toContain(-1)
    const alone = pool.joiners.map((_, n) => n).filter(n => !placed.flat().includes(n))
    const groups = [...placed, ...alone.map(n => [n])]
    const least = costOfAll(pool, groups)
    for (const [a, one] of groups.entries())
      for (const other of groups.slice(a + 1))
        for (const mine of one)
          for (const theirs of other) {
            const swapped = groups.map(group =>
              group.map(n => (n === mine ? theirs : n === theirs ? mine : n)),
            )
            expect(costOfAll(pool, swapped)).toBeGreaterThanOrEqual(least)
          }
  }

  /** All that was ever on the bus comes again: nobody gets an email of it, and nothing in circles is otherwise. */
  async replays(): Promise<void> {
    const { world } = this.crowd
    const groups = () =>
      [...world.table.rows.values()]
        .filter(({ pk }) => /^(proposal|circle|circle-tie)#/.test(pk))
        .map(row => JSON.stringify(row))
    const before = { emails: world.ses.delivered.length, rows: new Set(groups()) }
    for (const time of ['once', 'twice']) {
      for (const event of [...world.published]) await world.react(event)
      await this.crowd.passes(24)
      expect(world.ses.delivered.slice(before.emails), time).toEqual([])
      expect(
        groups().filter(row => !before.rows.has(row)),
        time,
      ).toEqual([])
    }
  }
}

/** Until a round has closed. */
const hoursToMonday = (now: number): number => {
  const { closesAt } = roundAt(now, 'Europe/London')
  return 1 + (closesAt - now) / hour
}

let dealt = 0
let introduced = 0

test('whatever a crowd does over weeks, and wherever it is cut off, each is in one group of a round, addresses go by yes alone, and a replay changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(week, { minLength: weeks, maxLength: weeks }), async story => {
      const watched = new WatchedCrowd()
      const { crowd } = watched
      await crowd.begins(sectors)
      for (const { joining, before, dealt: cutting, yes, after } of story) {
        for (const who of joining) await crowd.does(crowd.people[who] ?? '', 'joins')
        for (const happening of before) await watched.happens(happening)
        await crowd.passes(hoursToMonday(crowd.world.clock.now()), cutting.cut)
        await watched.happens({ ...cutting, hours: 24 })
        for (const who of yes) await crowd.does(crowd.people[who] ?? '', 'yes')
        for (const happening of after) await watched.happens(happening)
      }
      await crowd.passes(60 * 24)
      watched.checkEmails()
      watched.checkGroups()
      dealt += watched.checkDeals()
      introduced += watched.rows('circle', Circle).filter(({ state }) => membersIn(state).length > 1).length
      await watched.replays()
    }),
    { numRuns: Number(process.env['CROWD_RUNS'] ?? 3), endOnFailure: true },
  )
  expect(dealt).toBeGreaterThan(0)
  expect(introduced).toBeGreaterThan(0)
}, 1_000_000)
