import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { erase } from '../../shared/application/erase.ts'
import { leave, leaveJourney } from '../../shared/application/leave.ts'
import { stopInvitation } from '../../shared/application/own-invitation.ts'
import { invitationRows } from '../../shared/contracts/row-kinds.ts'
import { hour, second } from '../../shared/domain/duration.ts'
import { en } from '../../shared/texts/en.ts'
import { World } from '../../tools/simulation/world.ts'
import { invitationOf } from '../support/inviting.ts'
import { operatorContext } from '../support/operator-context.ts'
import { archivedFrom, backupOf, restore } from '../support/restored.ts'
import { website } from '../support/website.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const emails = ['olu@example.org', 'ana@example.org'] as const
const { greeting } = en.pages.signUp.invited

/** What becomes of the link of one of them, and how much later than the one before. */
interface Doing {
  who: number
  does: 'makes' | 'stops' | 'leaves' | 'leaves the journey' | 'is erased'
  later: number
}
const makes: Doing = { who: 0, does: 'makes', later: second }
const stops: Doing = { who: 0, does: 'stops', later: second }
const some = (maxLength: number) =>
  fc.array(
    fc.record<Doing>({
      who: fc.nat(emails.length - 1),
      does: fc.constantFrom('makes', 'makes', 'stops', 'stops', 'leaves', 'leaves the journey', 'is erased'),
      later: fc.constantFrom(0, second, hour),
    }),
    { maxLength },
  )

/** @returns the path of the link that was made. */
async function does(world: World, { who, does: what }: Doing): Promise<string | undefined> {
  const email = emails[who] ?? ''
  const id = (await world.find(email))?.learner.id
  if (id === undefined) return undefined
  const isActive = (await world.person(email)).learner.status === 'active'
  if (what === 'makes' && isActive) return invitationOf(world, email)
  if (what === 'stops') await stopInvitation(world.deps, id)
  if (what === 'leaves') await leave(world.deps, id, 'page')
  if (what === 'leaves the journey') await leaveJourney(world.deps, id, 'sample')
  if (what === 'is erased') await erase(world.deps, world.addresses, id)
  return undefined
}

/** @returns the links that were made. */
async function live(world: World, all: readonly Doing[]): Promise<string[]> {
  const links: string[] = []
  for (const doing of all) {
    world.clock.setTo(world.clock.now() + doing.later)
    const link = await does(world, doing)
    if (link !== undefined) links.push(link)
    await world.settle()
  }
  return links
}

async function withTwo(): Promise<World> {
  const world = new World(monday)
  await world.publish()
  for (const email of emails) await world.learner(email)
  return world
}

/** Whether a link still greets who follows it. */
const greets = async (world: World, path: string): Promise<boolean> =>
  (await website(world)({ url: path })).body.includes(greeting)

/** The links that are stored, each with those who have it. */
async function stored(world: World) {
  const rows = [...world.table.rows.values()].filter(({ pk }) => pk.startsWith(invitationRows))
  const records = await Promise.all(emails.map(email => world.find(email)))
  return {
    rows: rows.map(({ pk }) => pk.slice(invitationRows.length)).toSorted(),
    own: records.flatMap(one => one?.details.ownInvitation?.id ?? []).toSorted(),
  }
}

/** The table is lost after a gap, and an older copy takes its place. */
async function restoredAfter(world: World, gap: readonly Doing[]) {
  const backup = await backupOf(world)
  const from = world.clock.now()
  world.clock.setTo(from + second)
  const made = await live(world, gap)
  world.clock.setTo(world.clock.now() + second)
  const restored = await restore(backup, world)
  const context = operatorContext(restored, { gapEvents: archivedFrom(world) })
  const back = ['reconcile', '--after-restore', new Date(from).toISOString(), '--unknown-as', 'sent']
  const reconcile = async () => {
    const run = await context.run([...back, '--yes', '--reason', 'a restore', '--json'])
    expect(run.code, run.stderr).toBe(0)
    return (run.json() as { through: { changed: number; events: object } }).through
  }
  const amiss = async () => ((await context.run(['reconcile', '--json'])).json() as { counts: object }).counts
  return { restored, made, reconcile, amiss }
}

describe('a link by which somebody brought colleagues, in a table that was restored', () => {
  it('greets where it stood at the moment restored and nobody stopped it since, and no other does', async () => {
    await fc.assert(
      fc.asyncProperty(some(4), some(6), async (before, gap) => {
        const world = await withTwo()
        const links = await live(world, before)
        const { restored, made, reconcile, amiss } = await restoredAfter(world, gap)
        await reconcile()
        for (const link of links) expect(await greets(restored, link), link).toBe(await greets(world, link))
        for (const link of made) expect(await greets(restored, link), link).toBe(false)
        const { rows, own } = await stored(restored)
        expect(rows).toEqual(own)
        await restored.settle()
        expect(await amiss()).not.toHaveProperty('counter')
      }),
      {
        numRuns: 60,
        examples: [
          [[makes], [stops]],
          [[makes], [makes]],
          [[makes, makes], []],
        ],
      },
    )
  })

  it('stays as it is, and so does one that was made since, when the gap is gone through once more', async () => {
    await fc.assert(
      fc.asyncProperty(some(4), some(6), async (before, gap) => {
        const world = await withTwo()
        await live(world, before)
        const { restored, reconcile } = await restoredAfter(world, gap)
        await reconcile()
        const link = await live(restored, [{ who: 0, does: 'makes', later: hour }])
        const now = await stored(restored)
        expect(await reconcile()).toMatchObject({ changed: 0, events: {} })
        expect(await stored(restored)).toEqual(now)
        for (const one of link) expect(await greets(restored, one)).toBe(true)
      }),
      { numRuns: 60, examples: [[[], [makes, stops, makes]]] },
    )
  })

  it('greets where its maker made it after the restore, before anybody went through the gap', async () => {
    const world = await withTwo()
    await live(world, [{ who: 0, does: 'makes', later: 0 }])
    const gap = [
      { who: 0, does: 'stops', later: hour },
      { who: 0, does: 'makes', later: hour },
    ] as const
    const { restored, reconcile } = await restoredAfter(world, gap)
    const [link = ''] = await live(restored, [{ who: 0, does: 'makes', later: hour }])
    await reconcile()
    expect(await greets(restored, link)).toBe(true)
  })
})
