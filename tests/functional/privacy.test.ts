import { beforeAll, expect, it } from 'vitest'
import { erase } from '../../shared/application/erase.ts'
import { withdrawExcerpt } from '../../shared/application/reflections/share.ts'
import { busTypes, EventDetail } from '../../shared/contracts/bus.ts'
import type { SesEvent } from '../../shared/contracts/ses-event.ts'
import { World } from '../../tools/simulation/world.ts'
import { sharesApproved, turnSharing, writingIn } from '../support/writers.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const zoe = 'zoe.quill@nowhere.example'
/** Whatever tells of the person: name, address, role, likings, network. */
const personal = /zo[eë]|quill|nowhere|porter|tuesday|evening|192\.0\.2/i

/** All that the bus may ever tell of somebody: whoever adds to it weighs what that tells. */
const publishable = [
  'SignUpReceived',
  'SignUpRequested',
  'SignUpConfirmed',
  'AccountEmailRequested',
  'JourneyStarted',
  'ModuleCompleted',
  'JourneyPaused',
  'JourneyResumed',
  'JourneyLeft',
  'NextModuleRequested',
  'JourneyCompleted',
  'EmailAbsenceProven',
  'Unsubscribed',
  'LearnerErased',
  'ReflectionWithdrawn',
  'ReflectionHidden',
  'ReflectionDeleted',
  'InvitationMade',
  'InvitationStopped',
]
/** Everything that an event may carry there. */
const fields = [
  'at',
  'by',
  'dueNow',
  'epoch',
  'id',
  'journeyId',
  'learnerId',
  'moduleId',
  'request',
  'sector',
  'version',
  'via',
  'voice',
]

let world: World
/** What SES told of each email, with its tags. */
const told: SesEvent[] = []

/** A life with all that can be asked of somebody, and a good deal of trouble. */
beforeAll(async () => {
  world = new World(monday)
  world.manners.ses = events => {
    told.push(...events)
    return events
  }
  await world.publish()
  const preferences = { pace: 'slower' as const, days: ['tuesday' as const], parts: ['evening' as const] }
  await world.learner(zoe, { firstName: 'Zoë', role: 'night porter', sector: 'ambulance', preferences })
  await world.execute(zoe, { type: 'ChangePreferences', preferences: { ...preferences, pace: 'as-written' } })
  await world.execute(zoe, { type: 'PauseJourney', journeyId: 'sample' })
  await world.execute(zoe, { type: 'ResumeJourney', journeyId: 'sample' })
  await world.execute(zoe, { type: 'RequestAccountEmail', kind: 'private-link' })
  await world.done(zoe, 'one')
  await sharesAndTakesBack('Zoë heard the porter, one Tuesday.')
  await sharesApproved(world, zoe, 'Zoë heard them again, one evening.')
  await world.execute(zoe, { type: 'SendNextNow', journeyId: 'sample' })
  const faults = ['call-400', 'lose-before', 'refuse-throttled', 'lose-after'] as const
  world.ses.fault = call => faults[call % 5]
  await world.pass(30)
  await world.execute(zoe, { type: 'RecordBounce', lasting: true, code: 'permanent.general' })
  await world.signUp(zoe)
  await world.pass(1)
  await world.execute(zoe, { type: 'Leave', via: 'one-click' })
  await world.signUp('ZOE.QUILL@nowhere.example', { firstName: 'Zoë', preferences })
  await world.pass(1)
  const { learner } = await world.person(zoe)
  await erase(world.deps, world.addresses, learner.id)
  await world.pass(1)
})

/** What she writes tells of her, is shared, approved, and taken back. */
async function sharesAndTakesBack(words: string): Promise<void> {
  await turnSharing(world, true)
  await sharesApproved(world, zoe, words)
  const { learner } = await world.person(zoe)
  const ref = { learnerId: learner.id, journeyId: 'sample', moduleId: 'one' }
  expect(await withdrawExcerpt(writingIn(world), ref, { forEver: true })).toBe('done')
}

it('the bus carries random ids and little else, of few things that happen', () => {
  const carried = new Set(world.published.flatMap(({ detail }) => Object.keys(detail)))
  expect([...carried].toSorted()).toEqual(fields)
  for (const { type } of world.published) expect(publishable).toContain(type)
  expect(JSON.stringify(world.published)).not.toMatch(personal)
})

it('and may carry nothing else, of nothing else, however seldom that happens', () => {
  const advice =
    'The bus has an archive, and other systems read it. Weigh what this tells of somebody; if it may be told, name it here.'
  expect(busTypes.toSorted(), advice).toEqual(publishable.toSorted())
  expect(Object.keys(EventDetail.shape).toSorted(), advice).toEqual(fields)
})

it('logs tell nothing of the person', () => {
  expect(world.log.length).toBeGreaterThan(1)
  expect(JSON.stringify(world.log)).not.toMatch(personal)
})

it('neither do tags of emails', () => {
  expect(told.length).toBeGreaterThan(3)
  expect(JSON.stringify(told.map(({ detail }) => detail.mail.tags))).not.toMatch(personal)
})

it('nor links', () => {
  const links = world
    .inbox(zoe)
    .flatMap(({ data }) =>
      Object.entries(data).flatMap(([name, value]) => (/Url|reference/.test(name) ? [value] : [])),
    )
  expect(links.length).toBeGreaterThan(10)
  const payloads = links.map(link => Buffer.from(link.split('.').at(-2) ?? '', 'base64url').toString())
  expect([...links, ...payloads].join('\n')).not.toMatch(personal)
})

it('nor, once somebody is erased, any row', () => {
  const rows = [...world.table.rows.values()].filter(({ pk }) => !pk.startsWith('J#'))
  expect(rows.some(({ sk }) => sk === 'tombstone')).toBe(true)
  expect(JSON.stringify(rows)).not.toMatch(personal)
})

it.each([
  ['networks, by their hashes, two hours', /^limit#/, 2 * 3600],
  ['batches of emails, days', /^evidence#/, 7 * 24 * 3600],
])('rows of %s say when they go', (_, pk, longest) => {
  const rows = [...world.table.rows.values()].filter(row => pk.test(row.pk))
  expect(rows.length).toBeGreaterThan(1)
  const lasts = rows.map(({ ttl, sk, at }) => {
    const made = typeof at === 'number' ? at / 1000 : Number(sk.split('#')[1]) * 3600
    return Number(ttl) - made
  })
  for (const seconds of lasts) {
    expect(seconds).toBeGreaterThan(3600)
    expect(seconds).toBeLessThanOrEqual(longest)
  }
})
