import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { day, minute } from '../../shared/domain/duration.ts'
import { rowKey } from '../../shared/store/keys.ts'
import type { Story } from '../../tools/operator/learner/story.ts'
import { World } from '../../tools/simulation/world.ts'
import { pause } from '../support/holds.ts'
import { operatorContext } from '../support/operator-context.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const sam = 'sam@example.org'
const changing = ['--yes', '--reason', 'a test']

async function worldWithSam(): Promise<World> {
  const world = new World(monday)
  await world.publish()
  await world.learner(sam, { firstName: 'Sam' })
  return world
}

async function storyOf(world: World, who = sam): Promise<Story> {
  const { json, stderr } = await operatorContext(world).run(['learner', who, '--json'])
  expect(stderr).toBe('')
  return json() as Story
}

const nextOf = async (world: World) => (await storyOf(world)).journeys[0]?.next
const kinds = (world: World) => world.inbox(sam).map(one => one.kind)

describe('operator learner', () => {
  it('tells of no consent that nobody has given yet', async () => {
    const world = new World(monday)
    await world.publish()
    await world.signUp(sam)
    await world.settle()
    expect((await storyOf(world)).consent).toBe('none yet, since no sign-up is confirmed')
  })

  it('tells when they agreed as it tells every other moment', async () => {
    expect((await storyOf(await worldWithSam())).consent).toMatch(
      /^wording [\w-]+, by \w+, Mon 23 Nov 2026 09:0\d$/,
    )
  })

  it('tells what happened, in words and in order', async () => {
    const world = await worldWithSam()
    await world.pass(4)
    await world.done(sam, 'one')
    const { history, status, id } = await storyOf(world)
    expect(status).toBe('Takes part.')
    expect(history.map(one => one.words)).toEqual([
      'Asked to sign up for Journey sample.',
      'An email was asked for: a request to confirm their sign-up.',
      'Was emailed a request to confirm their sign-up.',
      'Confirmed the sign-up for Journey sample.',
      'The journey began.',
      'Was emailed the module “Module one” (one), version 1.',
      'Was reminded of “Module one” (one), version 1.',
      'Did “Module one” (one).',
    ])
    const { stdout } = await operatorContext(world).run(['learner', id])
    expect(stdout).toMatch(/^sam@example.org \(Sam\), [0-9a-z]{24}\n/)
    expect(stdout).toMatch(
      /Mon 23 Nov 2026 09:0\d {2}Was emailed the module “Module one” \(one\), version 1\./,
    )
    expect(stdout).toContain('Next: Sun 29 Nov 2026')
    expect(stdout).toContain('It comes later where the day’s quota is used up')
  })

  it('says that nothing comes while a row of theirs is quarantined', async () => {
    const world = await worldWithSam()
    const { learner } = await world.person(sam)
    for (let i = 0; i < 5; i += 1)
      await world.deps.quarantined.failed(rowKey({ learnerId: learner.id, journeyId: 'sample' }), 'a bug')
    const next = await nextOf(world)
    expect(next?.at).toBeUndefined()
    expect(next?.words).toContain('quarantined (a bug). operator reconcile --fix')
  })

  it('says what comes next, and when', async () => {
    const world = await worldWithSam()
    expect(await nextOf(world)).toMatchObject({
      words: 'A reminder of “Module one” (one).',
      because: ['3 days in silence, counted from the module’s email or their last press'],
    })
    await world.done(sam, 'one')
    const next = await nextOf(world)
    expect(next).toMatchObject({
      words: 'The module “Module two” (two).',
      because: ['2 days after they did the module before'],
    })
    await world.passTo((next?.at ?? 0) + 2 * minute)
    expect(kinds(world).at(-1)).toBe('module_two')
    expect(world.inbox(sam).at(-1)?.at).toBeGreaterThanOrEqual(next?.at ?? 0)
  })

  it.each<[string, (world: World) => Promise<unknown>, RegExp, RegExp]>([
    ['who paused', w => w.execute(sam, { type: 'PauseJourney', journeyId: 'sample' }), /they paused/, /^$/],
    ['silence', w => w.pass(40), /paused after silence/, /^$/],
    ['who left', w => w.execute(sam, { type: 'Leave', via: 'one-click' }), /they left/, /^$/],
    [
      'a bounce',
      w => w.execute(sam, { type: 'RecordBounce', lasting: true, code: 'x' }),
      /bounced for good/,
      /^$/,
    ],
    ['a complaint', w => w.execute(sam, { type: 'RecordComplaint' }), /as spam/, /^$/],
    ['a suppression', w => w.execute(sam, { type: 'Suppress' }), /an operator suppressed/, /^$/],
    ['a pause of all delivery', w => pause(w, 'delivery'), /A reminder/, /an operator holds back delivery/],
    ['a pause of planning', w => pause(w, 'planning'), /A reminder/, /an operator holds back planning/],
    [
      'a pause of the journey',
      w => pause(w, { journey: 'sample' }),
      /A reminder/,
      /an operator holds back this journey/,
    ],
    [
      'a breaker',
      w => w.deps.holds.countFailures('sample', 1, 3, w.clock.now()),
      /A reminder/,
      /SES could not deliver version 1/,
    ],
  ])('says why nothing comes, or what holds it: %s', async (_, happens, words, because) => {
    const world = await worldWithSam()
    await happens(world)
    const next = await nextOf(world)
    expect(next?.words).toMatch(words)
    expect(next?.because.join('; ')).toMatch(because)
  })

  it('says why an email waits: a break, and then that it was late', async () => {
    const world = await worldWithSam()
    await world.done(sam, 'one')
    const preferences = { pace: 'as-written' as const, breakUntil: '2026-12-24' }
    await world.execute(sam, { type: 'ChangePreferences', preferences })
    const onBreak = await nextOf(world)
    expect(new Date(onBreak?.at ?? 0).toISOString()).toMatch(/^2026-12-24T08/)
    expect(onBreak?.because).toEqual(['they are on a break until Thursday 24 December 2026'])
    await world.execute(sam, { type: 'ChangePreferences', preferences: { pace: 'as-written' } })
    world.clock.setTo(monday + 5 * day)
    expect((await nextOf(world))?.because).toEqual([
      'it was hours late, so it waits for their next preferred time',
    ])
  })

  it('tells of an email whose outcome is unknown', async () => {
    const world = await worldWithSam()
    await world.done(sam, 'one')
    world.ses.fault = () => 'lose-before'
    await world.pass(2.1)
    expect((await nextOf(world))?.words).toMatch(/^Held: nobody knows whether the email about “Module two”/)
    const { history } = await storyOf(world)
    expect(history.at(-1)?.words).toMatch(/^SES gave no answer/)
  })

  it('tells of who has not confirmed yet', async () => {
    const world = new World(monday)
    await world.publish()
    await world.signUp(sam)
    const { status, next } = await storyOf(world)
    expect(status).toBe(
      'Asked to sign up, and has not confirmed. No module before they confirm their sign-up.',
    )
    expect(next).toMatchObject([{ words: 'An email: a request to confirm their sign-up.' }])
  })

  it('calls a journey by its title, also where it was only asked for', async () => {
    const world = new World(monday)
    await world.publish()
    await world.signUp(sam)
    await world.settle()
    expect((await storyOf(world)).history[0]?.words).toBe('Asked to sign up for Journey sample.')
  })

  it('changes nothing by looking', async () => {
    const world = await worldWithSam()
    const before = structuredClone([...world.table.rows])
    await storyOf(world)
    expect([...world.table.rows]).toEqual(before)
  })
})

describe('operator learner --export', () => {
  let folder = ''
  afterEach(() => rm(folder, { recursive: true, force: true }))

  it('writes everything held, for programs and for people, for nobody else to read', async () => {
    folder = await mkdtemp(join(tmpdir(), 'operator-'))
    const world = new World(monday)
    await world.publish()
    const { learner } = await world.learner(sam, {
      firstName: 'Sam <b>',
      sector: 'ambulance',
      role: 'Paramedic',
    })
    const { code } = await operatorContext(world).run(['learner', sam, '--export', join(folder, 'sam')])
    expect(code).toBe(0)
    const [html = '', json = ''] = (await readdir(join(folder, 'sam'))).sort()
    expect([html, json]).toEqual([`learner-${learner.id}.html`, `learner-${learner.id}.json`])
    const held = JSON.parse(await readFile(join(folder, 'sam', json), 'utf8'))
    expect(held).toMatchObject({
      email: sam,
      role: 'Paramedic',
      sector: 'ambulance',
      consent: { wording: '1', at: '2026-11-23T09:01:00.000Z' },
      journeys: [
        {
          journeyId: 'sample',
          history: [{ what: 'JourneyStarted' }, { what: 'ModuleEmailed', moduleId: 'one' }],
        },
      ],
    })
    const page = await readFile(join(folder, 'sam', html), 'utf8')
    expect(page).toContain('Sam &lt;b&gt;')
    expect(page).not.toContain('<b>')
    expect(page).toContain('Was emailed the module')
    expect((await stat(join(folder, 'sam', json))).mode & 0o077).toBe(0)
  })
})

describe('operator learner, changing', () => {
  it('erases somebody for ever', async () => {
    const world = await worldWithSam()
    const { id } = (await world.person(sam)).learner
    const context = operatorContext(world)
    expect((await context.run(['learner', sam, '--erase', ...changing])).code).toBe(0)
    expect(await world.find(sam)).toBeUndefined()
    const byId = await context.run(['learner', id])
    expect([byId.code, byId.stderr]).toEqual([
      2,
      expect.stringMatching(/was erased on Mon 23 Nov 2026 09:01 \(London\)/),
    ])
    await world.pass(10)
    expect(kinds(world)).toEqual(['confirm', 'module_one'])
    const [entry] = (await context.run(['audit', '--json'])).json() as { what: string; about: object }[]
    expect(entry).toMatchObject({ what: 'learner erase', about: { learner: id } })
    expect(JSON.stringify(entry)).not.toContain(sam)
  })

  it('suppresses, and lifts it again, here and at SES', async () => {
    const world = await worldWithSam()
    const removed: string[] = []
    const suppressionList = {
      since: async () => [],
      remove: async (address: string) => removed.push(address) > 0,
    }
    const context = operatorContext(world, { suppressionList })
    await context.run(['learner', sam, '--suppress', ...changing])
    await world.pass(10)
    expect(kinds(world)).toEqual(['confirm', 'module_one'])
    expect((await context.run(['learner', sam, '--suppress', ...changing])).stdout).toMatch(/already/)
    const lifted = await context.run(['learner', sam, '--unsuppress', ...changing])
    expect(lifted.stdout).toMatch(/suppression list of SES/)
    expect(removed).toEqual([sam])
    await world.pass(2)
    expect(kinds(world).at(-1)).toBe('reminder_one')
  })

  it('sends a module once more, within a minute, and nothing else moves', async () => {
    const world = await worldWithSam()
    const before = await nextOf(world)
    const context = operatorContext(world)
    expect((await context.run(['learner', sam, '--resend', 'one', ...changing])).code).toBe(0)
    expect((await nextOf(world))?.words).toBe('The module “Module one” (one).')
    world.clock.setTo(world.clock.now() + minute)
    await world.tick()
    expect(kinds(world)).toEqual(['confirm', 'module_one', 'module_one'])
    expect(await nextOf(world)).toEqual(before)
    const { history } = await storyOf(world)
    expect(history.map(one => one.words)).toContain(
      'An operator asked for “Module one” (one) to be emailed once more.',
    )
  })

  it('asks first', async () => {
    const world = await worldWithSam()
    const context = operatorContext(world)
    const args = ['learner', sam, '--erase', '--reason', 'a test']
    const no = await context.run(args, { interactive: true, answer: false })
    expect(no.asked[0]).toMatch(/^Erase learner [0-9a-z]{24} for ever\?/)
    expect([no.code, no.stderr]).toEqual([2, 'Nothing was changed.\n'])
    expect(await world.find(sam)).toBeDefined()
  })

  it.each([
    [['nobody@example.org'], /^Nobody has the address nobody@example.org/],
    [['no-address'], /^"no-address" is neither/],
    [['0'.repeat(24)], /^There is no learner with the id/],
    [[sam, '--erase', '--yes'], /^Say why/],
    [[sam, '--erase', '--suppress', ...changing], /cannot be used with option/],
    [[sam, '--resend', 'two', ...changing], /^“two” is not sent again: that module was never emailed/],
    [[sam, '--resend', 'nine', ...changing], /no such module/],
    [[sam, '--resend', 'one', '--journey', 'other', ...changing], /^They are not in the journey "other"/],
  ])('%s: one clear line, and nothing is changed', async (args, message) => {
    const world = await worldWithSam()
    const people = () => [...world.table.rows.values()].filter(row => row.pk.startsWith('L#'))
    const before = structuredClone(people())
    const { code, stderr, stdout } = await operatorContext(world).run(['learner', ...args])
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(message)
    expect(stderr.trimEnd().split('\n')).toHaveLength(1)
    expect(people()).toEqual(before)
  })
})
