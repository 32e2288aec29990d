import { expect, it } from 'vitest'
import { second } from '../../shared/domain/duration.ts'
import { World } from '../../tools/simulation/world.ts'
import { formPost } from '../support/http-event.ts'
import { operatorContext } from '../support/operator-context.ts'
import { mailedLink, tokenOf, website } from '../support/website.ts'

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
