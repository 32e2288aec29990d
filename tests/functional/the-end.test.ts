import { beforeEach, describe, expect, it } from 'vitest'
import { enEmails } from '../../shared/texts/en-emails.ts'
import { World } from '../../tools/simulation/world.ts'
import { website } from '../support/website.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const sam = 'sam@example.org'
const modules = ['one', 'two', 'three']

let world: World
beforeEach(async () => {
  world = new World(monday)
  await world.publish()
  await world.learner(sam)
})

const finishedEmails = () => world.inbox(sam).filter(({ kind }) => kind === 'finished')

async function doesAll() {
  for (const module of modules) {
    await world.done(sam, module)
    await world.pass(3)
  }
}

describe('the end of a journey', () => {
  it('is told by one last email, on another day than the module before it, and by no other', async () => {
    await world.done(sam, 'one')
    await world.pass(2)
    await world.done(sam, 'two')
    await world.pass(2)
    await world.done(sam, 'three')
    await world.pass(60)
    const [last, ...others] = finishedEmails()
    expect(others).toEqual([])
    expect(world.inbox(sam).at(-1)).toBe(last)
    const days = world.inbox(sam).map(({ at }) => new Date(at).toISOString().slice(0, 10))
    expect(days.at(-1)).not.toBe(days.at(-2))
    expect((await world.person(sam)).learner.enrolments['sample']?.phase).toEqual({ is: 'completed' })
  })

  it('lists each module that they had with a link that opens it, and what they tried', async () => {
    const { learner } = await world.person(sam)
    await world.done(sam, 'one')
    const told = { type: 'RecordTried', journeyId: 'sample', moduleId: 'one', epoch: learner.epoch } as const
    await world.execute(sam, { ...told, answer: 'yes' })
    for (const module of ['two', 'three']) {
      await world.pass(3)
      await world.done(sam, module)
    }
    await world.pass(3)
    const list = finishedEmails()[0]?.data['modulesText'] ?? ''
    expect(list).toContain('Module one (you tried it)')
    expect(list).not.toContain('Module two (you tried it)')
    const links = list.match(/https?:\S+/g) ?? []
    expect(links).toHaveLength(3)
    for (const link of links) {
      const { pathname, search } = new URL(link)
      expect((await website(world)({ url: pathname + search })).status).toBe(200)
    }
  })

  it('offers no sign-up that would bring it back, since it does not begin again', async () => {
    await doesAll()
    await world.signUp(sam)
    await world.pass(3)
    expect(world.inbox(sam).at(-1)?.kind).toBe('completed-already')
    expect(enEmails.finished('Sample').paragraphs.join(' ')).not.toContain('sign up again')
  })

  it('is told nobody twice, though its events are told again', async () => {
    await doesAll()
    await world.pass(5)
    await world.done(sam, 'three')
    await world.execute(sam, { type: 'ChangePreferences', preferences: { pace: 'slower' } })
    await world.pass(30)
    expect(finishedEmails()).toHaveLength(1)
  })

  it('is told by no email to who has paused, or leaves before it', async () => {
    await world.execute(sam, { type: 'PauseJourney', journeyId: 'sample' })
    for (const module of modules) await world.done(sam, module)
    await world.pass(10)
    expect(finishedEmails()).toEqual([])
  })

  it('waits for the day on which a break ends', async () => {
    for (const module of ['one', 'two']) {
      await world.done(sam, module)
      await world.pass(3)
    }
    await world.done(sam, 'three')
    await world.execute(sam, {
      type: 'ChangePreferences',
      preferences: { pace: 'as-written', breakUntil: '2027-01-04' },
    })
    await world.pass(90)
    const [last] = finishedEmails()
    expect(last && last.at >= Date.parse('2027-01-04T00:00:00Z') && last.at < Date.parse('2027-01-05')).toBe(
      true,
    )
  })
})
