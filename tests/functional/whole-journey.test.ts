import { describe, expect, it } from 'vitest'
import { World } from '../../tools/simulation/world.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')

describe('a whole journey', () => {
  it('goes from the form to the last module', async () => {
    const world = new World(monday)
    await world.publish()
    expect(await world.signUp('nurse@example.org', { firstName: 'Sam' })).toBe('accepted')
    await world.settle()
    expect(world.inbox('nurse@example.org').map(email => email.kind)).toEqual(['confirm'])

    expect((await world.confirm('nurse@example.org')).outcome).toBe('done')
    await world.settle()
    for (const module of ['one', 'two', 'three']) {
      expect(world.inbox('nurse@example.org').at(-1)?.kind).toBe(`module_${module}`)
      expect((await world.done('nurse@example.org', module)).outcome).toBe('done')
      await world.pass(3)
    }
    const { learner } = await world.person('nurse@example.org')
    expect(learner.enrolments['sample']?.phase).toEqual({ is: 'completed' })
    await world.pass(60)
    expect(
      world
        .inbox('nurse@example.org')
        .slice(4)
        .map(({ kind }) => kind),
    ).toEqual(['finished'])
    expect(world.log).toEqual([])
  })

  it('reminds, pauses, and goes on with one press', async () => {
    const world = new World(monday)
    await world.publish()
    await world.learner('nurse@example.org', { firstName: 'Sam' })
    await world.pass(30)
    const kinds = world.inbox('nurse@example.org').map(email => email.kind)
    expect(kinds).toEqual(['confirm', 'module_one', 'reminder_one', 'short-reminder_one', 'paused'])
    await world.execute('nurse@example.org', { type: 'ResumeJourney', journeyId: 'sample' })
    await world.pass(1)
    const back = world.inbox('nurse@example.org').at(-1)
    expect(back?.kind).toBe('module_one')
    expect(back?.text).toContain('greetingText: Welcome back, Sam.')
    await world.pass(4)
    const reminder = world.inbox('nurse@example.org').at(-1)
    expect(reminder?.kind).toBe('reminder_one')
    expect(reminder?.text).not.toContain('Welcome back')
  })
})
