import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { erase } from '../../shared/application/erase.ts'
import { leave, leaveJourney } from '../../shared/application/leave.ts'
import { report } from '../../shared/application/reflections/readers.ts'
import { withdrawExcerpt } from '../../shared/application/reflections/share.ts'
import { minute, second } from '../../shared/domain/duration.ts'
import { voiceOf } from '../../shared/domain/reflections/reflection.ts'
import { World } from '../../tools/simulation/world.ts'
import { pause, resume } from '../support/holds.ts'
import { operatorContext } from '../support/operator-context.ts'
import { archivedFrom, backupOf, restore } from '../support/restored.ts'
import {
  first,
  shares,
  sharesApproved,
  shownIn,
  shownVoice,
  textOf,
  turnSharing,
  writer,
  writingIn,
} from '../support/writers.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const emailOf = (who: number) => `writer${who}@example.org`
const people = 4
const ref = (learnerId: string) => ({ learnerId, journeyId: 'sample', moduleId: 'one' })

/** What takes a text off the shelf. */
const doings = ['take back', 'delete', 'report', 'leave', 'leave the journey', 'erase', 'share anew'] as const
interface Doing {
  who: number
  does: (typeof doings)[number]
}

async function does(world: World, { who, does: what }: Doing): Promise<void> {
  const email = emailOf(who)
  const found = await world.find(email)
  if (!found) return
  const { id } = found.learner
  const deps = writingIn(world)
  const voice = voiceOf((await textOf(world, email)) ?? { sharing: { is: 'private' } })
  switch (what) {
    case 'take back':
      await withdrawExcerpt(deps, ref(id))
      break
    case 'delete':
      await withdrawExcerpt(deps, ref(id), { forEver: true })
      break
    case 'report':
      if (voice) await report(deps, await shownVoice(deps, voice), 'r'.repeat(24), 'identifies-somebody')
      break
    case 'leave':
      await leave(deps, id, 'page')
      break
    case 'leave the journey':
      await leaveJourney(deps, id, 'sample')
      break
    case 'erase':
      await erase(deps, world.addresses, id)
      break
    // What a moderator decides in the gap is lost with it: whatever was reported in it waits to be read once more.
    case 'share anew':
      if ((await textOf(world, email))?.sharing.is !== 'reported')
        await sharesApproved(world, email, `Anew by ${who}, at ${world.clock.now()}.`)
  }
}

/** Everybody shares; then some of it happens. The clearing of who has left follows within a minute. */
async function live(world: World, all: readonly Doing[]): Promise<void> {
  for (const doing of all) {
    await does(world, doing)
    world.clock.setTo(world.clock.now() + 5 * second)
    await world.settle()
  }
  world.clock.setTo(world.clock.now() + minute)
  await world.tick()
}

async function withWriters(): Promise<World> {
  const world = new World(monday)
  await world.publish()
  await turnSharing(world, true)
  for (let who = 0; who < people; who += 1) {
    await writer(world, emailOf(who))
    await sharesApproved(world, emailOf(who), `By ${who}.`)
  }
  return world
}

const wayBack = (from: number) => [
  ...['reconcile', '--after-restore', new Date(from).toISOString(), '--unknown-as', 'sent'],
  ...['--yes', '--reason', 'a restore', '--json'],
]

/** The table is lost after a gap, and an older copy takes its place. */
async function restoredAfter(world: World, gap: (world: World) => Promise<unknown>) {
  const backup = await backupOf(world)
  const from = world.clock.now()
  world.clock.setTo(from + second)
  await gap(world)
  const restored = await restore(backup, world)
  const context = operatorContext(restored, { gapEvents: archivedFrom(world) })
  return { restored, context, reconcile: () => context.run(wayBack(from)) }
}

const some = (count: number) =>
  fc.array(fc.record<Doing>({ who: fc.nat(people - 1), does: fc.constantFrom(...doings) }), {
    maxLength: count,
  })

/** Each sharing has words of its own: the first is taken back, and the second is lost with the gap. */
const sharedTwice: Doing[] = [
  { who: 2, does: 'take back' },
  { who: 2, does: 'share anew' },
]

describe('a table that was restored to an earlier moment', () => {
  it('shows no voice until what was taken back since is taken in, and then none of those', async () => {
    await fc.assert(
      fc.asyncProperty(some(4), some(8), async (before, inGap) => {
        const world = await withWriters()
        await live(world, before)
        const shown = await shownIn(world)
        const { restored, reconcile } = await restoredAfter(world, one => live(one, inGap))
        expect(await shownIn(restored)).toEqual([])
        await restored.tick()
        expect(await shownIn(restored)).toEqual([])
        expect((await reconcile()).stderr).not.toContain('left as they are')
        // What was shared in the gap is lost with it.
        const still = new Set(await shownIn(world))
        expect(await shownIn(restored)).toEqual(shown.filter(words => still.has(words)))
        await restored.tick()
        expect(await shownIn(restored)).toEqual(shown.filter(words => still.has(words)))
      }),
      { numRuns: 60, examples: [[sharedTwice, sharedTwice]] },
    )
  })

  it('lets nobody share, and no operator turn it on, before that', async () => {
    const world = await withWriters()
    const { restored, context, reconcile } = await restoredAfter(world, async () => {})
    await writer(restored, 'new@example.org')
    expect(await shares(restored, 'new@example.org', 'Too early.')).toBeUndefined()
    const turned = await context.run(['reflections', 'on', 'sample', '--yes', '--reason', 'at once'])
    expect([turned.code !== 0, turned.stderr]).toEqual([
      true,
      expect.stringContaining('reconcile --after-restore'),
    ])
    await resume(restored, 'delivery')
    expect(await shownIn(restored)).toEqual([])
    await pause(restored, 'delivery')
    await reconcile()
    expect(await shares(restored, 'new@example.org', 'Now.')).toBeDefined()
    expect(await shownIn(restored)).toHaveLength(people)
  })

  it('takes away what was deleted in the gap, private texts too, and says how many', async () => {
    const world = await withWriters()
    const { learner } = await writer(world, 'private@example.org').then(() =>
      world.person('private@example.org'),
    )
    await shares(world, 'private@example.org', 'For me.')
    await withdrawExcerpt(writingIn(world), ref(learner.id))
    const { restored, reconcile } = await restoredAfter(world, async lost => {
      await withdrawExcerpt(writingIn(lost), ref(learner.id), { forEver: true })
      await does(lost, { who: 0, does: 'report' })
      await lost.settle()
    })
    const run = await reconcile()
    expect(run.json()).toMatchObject({ dryRun: { texts: 2 }, through: { texts: 2 } })
    expect(await textOf(restored, 'private@example.org')).toBeUndefined()
    expect((await textOf(restored, emailOf(0)))?.sharing.is).toBe('reported')
    expect((await reconcile()).json()).toMatchObject({ through: { texts: 0 } })
  })

  it('takes in all else where a text cannot be read, shows nobody what was shared of it, and names it', async () => {
    const world = await withWriters()
    await sharesApproved(world, emailOf(3), 'By 3, in another module.', { ...first, moduleId: 'two' })
    const at = async (who: number) => (await world.person(emailOf(who))).learner.id
    const [withdrawn, left, gone] = [await at(0), await at(1), await at(2)]
    const spoilt = [withdrawn, left, gone].map(id => ({ pk: `reflection#${id}`, sk: 'sample#one' }))
    const { restored, reconcile } = await restoredAfter(world, lost =>
      live(lost, [
        { who: 0, does: 'take back' },
        { who: 1, does: 'leave' },
        { who: 2, does: 'delete' },
        { who: 3, does: 'take back' },
      ]),
    )
    for (const update of spoilt) await restored.table.write({ update, set: { sharing: 'spoilt' } })
    const run = await reconcile()
    const named = spoilt.map(({ pk, sk }) => expect.stringContaining(`${pk} ${sk} cannot be read`))
    expect(run.json()).toMatchObject({
      through: { texts: 1, unreadableTexts: expect.arrayContaining(named) },
    })
    expect(await shownIn(restored)).toEqual([])
    expect((await reconcile()).json()).toMatchObject({ through: { texts: 0 } })
    expect(await shownIn(restored)).toEqual([])
  })
})
