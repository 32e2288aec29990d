import { expect, it } from 'vitest'
import { shelfLibrary } from '../../shared/application/reflections/shelf-library.ts'
import { minute, second } from '../../shared/domain/duration.ts'
import { throwUnreadable } from '../../shared/store/unreadable-row.ts'
import { World } from '../../tools/simulation/world.ts'
import { Asking } from '../support/asking.ts'
import { formPost } from '../support/http-event.ts'
import { visitConsole } from '../support/operator-console.ts'
import { operatorContext } from '../support/operator-context.ts'
import { mailedLink, tokenOf, website } from '../support/website.ts'
import { first, shares, shownIn, turnSharing, wording, writer } from '../support/writers.ts'

const why = ['--reason', 'read', '--yes']

it('turns sharing on, reads a sample, and decides what others are shown, each in the audit', async () => {
  const world = new World(Date.parse('2026-11-23T09:00:00Z'))
  await world.publish()
  const send = website(world)
  const operator = operatorContext(world)
  const done = (email: string, fields: Record<string, string> = {}) => {
    const link = mailedLink(world, email, 'readUrl')
    return send(formPost(link.replace(/\?.*/, ''), { t: tokenOf(link), action: 'done', ...fields }))
  }
  const words = { reflection: 'I listened.', excerpt: 'I listened.' }
  for (const email of ['sam@example.org', 'kim@example.org', 'off@example.org']) await world.learner(email)

  await done('off@example.org', words)
  expect((await operator.run(['reflections', 'next', 'sample', '--json'])).json()).toEqual([])

  expect((await operator.run(['reflections', 'on', 'sample', ...why])).code).toBe(0)
  world.clock.setTo(world.clock.now() + 11 * second)
  await done('sam@example.org', words)
  const next = (await operator.run(['reflections', 'next', 'sample', '--json'])).json() as { id: string }[]
  expect(next).toMatchObject([{ journey: 'sample', module: 'one', sector: null, text: 'I listened.' }])
  expect((await done('kim@example.org')).body).not.toContain('I listened.')

  const id = next[0]?.id ?? ''
  expect((await operator.run(['reflections', 'approve', id, ...why])).code).toBe(0)
  expect((await operator.run(['reflections', 'approve', id, ...why])).code).not.toBe(0)
  world.clock.setTo(world.clock.now() + 11 * second)
  expect((await done('kim@example.org')).body).toContain('I listened.')

  await operator.run(['reflections', 'off', 'sample', ...why])
  world.clock.setTo(world.clock.now() + 11 * second)
  expect((await done('kim@example.org')).body).not.toContain('I listened.')
  const trail = (await operator.run(['audit', '--json'])).json() as { what: string }[]
  expect(trail.map(({ what }) => what)).toEqual(
    expect.arrayContaining(['reflections on', 'reflections approve', 'reflections off']),
  )
})

it('tells a moderator how often something of the same writer was declined before, and not who it is', async () => {
  const world = new World(Date.parse('2026-11-23T09:00:00Z'))
  await world.publish()
  await turnSharing(world, true)
  const operator = operatorContext(world)
  const sam = await writer(world, 'sam@example.org')
  await writer(world, 'kim@example.org', 'social-care')
  const next = async () => {
    const { stdout } = await operator.run(['reflections', 'next', 'sample', '--json'])
    return { stdout, told: JSON.parse(stdout) as { id: string; text: string; declinedBefore: number }[] }
  }
  for (const times of [0, 1, 2]) {
    await shares(world, 'sam@example.org', 'Buy this.')
    expect((await next()).told).toMatchObject([{ text: 'Buy this.', declinedBefore: times }])
    const id = (await next()).told[0]?.id ?? ''
    if (times < 2) await operator.run(['reflections', 'decline', id, '--because', 'advertising', ...why])
  }
  await shares(world, 'kim@example.org', 'I listened.')
  const { stdout, told } = await next()
  expect(told.find(({ text }) => text === 'I listened.')).toMatchObject({ declinedBefore: 0 })
  const words = (await operator.run(['reflections', 'next', 'sample'])).stdout
  expect(words).toContain('one, ambulance, declined 2 times before')
  expect(words).toMatch(/one, social-care\n/)
  const console = await visitConsole(world)
  const page = await console.ended(await console.press('/reflections/sample', { lane: 'sample' }))
  await console.close()
  expect(page.match(/Its writer: declined 2 times before\./g)).toHaveLength(1)
  for (const shown of [stdout, words, page]) expect(shown).not.toContain(sam.id)
})

it('decides on several alike, and says of each what became of it', async () => {
  const world = new World(Date.parse('2026-11-23T09:00:00Z'))
  await world.publish()
  await turnSharing(world, true)
  const operator = operatorContext(world)
  const [sam, kim] = ['sam@example.org', 'kim@example.org']
  const voices: string[] = []
  for (const email of [sam, kim]) {
    await writer(world, email)
    voices.push((await shares(world, email, `By ${email.slice(0, 3)}.`)) ?? '')
  }
  await operator.run(['reflections', 'decline', voices[1] ?? '', '--because', 'case-detail', ...why])
  const approved = await operator.run(['reflections', 'approve', ...voices, ...why])
  expect(approved.stdout).toBe(
    `${voices[0]}  It is on its shelf.\n${voices[1]}  It does not wait any more: its writer took it back, somebody else decided, or nobody read it within 30 days.\n`,
  )
  expect(approved.code).toBe(1)
  expect(await shownIn(world)).toEqual(['By sam.'])
  const wrong = await operator.run(['reflections', 'approve', voices[0] ?? '', 'no-id', ...why])
  expect(wrong.code).toBe(2)
})

it('names where somebody works only once the last closing found ten learners of it in the journey', async () => {
  const world = await Asking.begin()
  await turnSharing(world, true)
  const operator = operatorContext(world)
  const crew = await world.people('ambulance', 10, { answer: 0 })
  const named: unknown[] = []
  for (const [n, email] of crew.slice(0, 4).entries()) {
    const voice = (await shares(world, email, `Words ${n}.`)) ?? ''
    await operator.run(['reflections', 'approve', voice, ...why])
    const shelf = await shelfLibrary(world.deps.shelves, world.clock, throwUnreadable).shelf({
      ...first,
      wording,
    })
    named.push(shelf.find(({ id }) => id === voice)?.isNamed)
    if (n === 1) await world.execute(crew[9] ?? '', { type: 'LeaveJourney', journeyId: 'sample' })
    if (n === 2) await world.learner('other@example.org', { sector: 'ambulance' })
    await world.close()
    world.clock.setTo(world.clock.now() + 2 * minute)
  }
  expect(named).toEqual([false, true, false, true])
}, 30_000)
