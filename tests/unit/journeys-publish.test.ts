import { beforeEach, describe, expect, test } from 'vitest'
import type { AuthoredJourney } from '../../shared/content/authored-journey.ts'
import { checkJourney } from '../../shared/content/check-journey.ts'
import { compileJourney } from '../../shared/content/compile.ts'
import { day, minute } from '../../shared/domain/duration.ts'
import type { Hold } from '../../shared/domain/hold.ts'
import { counterStore } from '../../shared/store/counters.ts'
import { holdStore } from '../../shared/store/holds.ts'
import { journeyStore } from '../../shared/store/journeys.ts'
import { type Publishing, publishJourney } from '../../tools/journeys/publish.ts'
import { rollbackJourney } from '../../tools/journeys/rollback.ts'
import { checkSender, sentFromHere } from '../../tools/journeys/sender-domain.ts'
import { World } from '../../tools/simulation/world.ts'
import { aJourneyFolder, type Change } from '../support/authored-journey.ts'

function authored(...changes: Change[]): AuthoredJourney {
  const { journey } = checkJourney(aJourneyFolder(...changes))
  if (!journey) throw new Error('The journey of this test has a fault.')
  return journey
}
const withoutSecond = () => {
  const journey = authored()
  return { ...journey, modules: journey.modules.slice(0, 1) }
}
const newTitle = authored({ replace: 'The first thing', by: 'A better title' })

let said: string[]
let world: World
let deps: Publishing
let answer: boolean

beforeEach(() => {
  said = []
  answer = true
  world = new World(Date.parse('2026-11-23T09:00:00Z'))
  deps = {
    journeys: journeyStore(world.table),
    counters: counterStore(world.table),
    holds: holdStore(world.table),
    table: world.table,
    say: line => said.push(line),
    agree: async () => answer,
    now: () => world.clock.now(),
  }
})

const journeyId = 'small-things'

/** Three read the first module, two have done it, and one has paused before it. */
async function peopleComeIn(): Promise<void> {
  world.clock.setTo(world.clock.now() + minute)
  const emails = ['a', 'b', 'c', 'd', 'e', 'f'].map(name => `${name}@example.org`)
  for (const email of emails) await world.learner(email, { journeyId })
  for (const email of emails.slice(0, 2)) await world.done(email, 'first', journeyId)
  await world.execute('f@example.org', { type: 'PauseJourney', journeyId })
  await world.settle()
}

describe('the sender', () => {
  const sentBy = (address: string) => ({ id: 'small-things', sender: { name: 'Small things', address } })

  test('has to be at the domain of the stage, or under it', () => {
    for (const address of ['hello@learn.example.org', 'hello@Wards.Learn.example.org'])
      checkSender(sentBy(address), 'learn.example.org')
    for (const address of ['hello@example.org', 'hello@e-learn.example.org'])
      expect(() => checkSender(sentBy(address), 'learn.example.org')).toThrow(address)
  })

  test('is moved to the domain of this machine, aloud, so that a journey can be tried out as it is', () => {
    const say = (line: string) => said.push(line)
    expect(sentFromHere(sentBy('hello@example.org'), 'shiftworks.example', say)).toEqual(
      sentBy('hello@shiftworks.example'),
    )
    expect(said).toEqual(['small-things: on this machine it is sent by hello@shiftworks.example.'])
    sentFromHere(sentBy('hello@shiftworks.example'), 'shiftworks.example', say)
    expect(said).toHaveLength(1)
  })
})

const published = async (journey: AuthoredJourney) => publishJourney(deps, await compileJourney(journey))

const currentVersion = async () => (await deps.journeys.current('small-things', deps.now()))?.version

describe('publishing', () => {
  test('the first time makes version 1 current', async () => {
    expect(await published(authored())).toBe('published')
    expect(await currentVersion()).toBe(1)
    expect(said[0]).toBe('small-things: the first version, with 2 modules.')
    expect(await deps.journeys.email('small-things', 1, 'reminder.second')).toMatchObject({
      key: 'reminder.second',
    })
    expect(await deps.journeys.page('small-things', 1, 'first')).toMatchObject({ title: 'The first thing' })
  })

  test('an edit says first what it means for the people in the journey', async () => {
    await published(authored())
    await peopleComeIn()
    expect(await published(withoutSecond())).toBe('published')
    expect(said.slice(2)).toEqual([
      'small-things: 5 people under way, 1 paused, 0 finished.',
      'small-things: Counted below: who is under way, and who is paused for when they go on. What they still get is gone through person by person, as if each did each module when it comes.',
      'small-things: “The second thing” (second) goes. It was still to come to 6 people, to 6 of them next.',
      'small-things: 6 people will have finished, instead of “The second thing”.',
      'small-things: version 2 is current. It reaches every email from now on within seconds.',
    ])
  })

  const renamed = () => {
    const journey = authored()
    return {
      ...journey,
      modules: journey.modules.map(one =>
        one.module.id === 'first' ? { ...one, module: { ...one.module, id: 'door' } } : one,
      ),
    }
  }

  test('a module under another id is recognised, and whoever had it gets it a second time', async () => {
    await published(authored())
    await peopleComeIn()
    await published(renamed())
    expect(said).toContain(
      'small-things: “The first thing” is called door now, and was first: by its id, that is another module. It comes to 6 people, to 6 of them next. To 6 people it comes a second time. If it is to stay the same one, publish with --keep-ids, or write “id: first” again.',
    )
  })

  test('a module that is to keep its id is the same one, and nothing is published where only the id was another', async () => {
    await published(authored())
    await peopleComeIn()
    const compiled = await compileJourney(renamed())
    expect(await publishJourney(deps, compiled, { keepIds: true })).toBe('unchanged')
    const pages = compiled.pages.map(page => ({ ...page, minutes: 9 }))
    expect(await publishJourney(deps, { ...compiled, pages }, { keepIds: true })).toBe('published')
    expect(said.at(-2)).toBe('small-things: The modules, their order and their waits stay as they are.')
    expect(await deps.journeys.page(journeyId, 2, 'first')).toMatchObject({ minutes: 9 })
    expect(await deps.journeys.email(journeyId, 2, 'reminder.first')).toMatchObject({ key: 'reminder.first' })
  })

  test.each<[string, Hold, string]>([
    [
      'a canary of this version',
      { by: 'canary', scope: { is: 'journey', journeyId }, version: 2, emails: 5, left: 5 },
      'A canary lets its first 5 emails out; then small-things rests until its version is released.',
    ],
    [
      'a canary of another version',
      { by: 'canary', scope: { is: 'journey', journeyId }, version: 7, emails: 5, left: 5 },
      'Nothing of it goes out while a canary of small-things waits for version 7.',
    ],
    [
      'an operator',
      { by: 'operator', scope: { is: 'journey', journeyId }, why: 'a wrong link' },
      'Nothing of it goes out while journey small-things is held back (a wrong link).',
    ],
    [
      'what SES says',
      { by: 'account-fault', scope: { is: 'delivery' }, why: 'SendingPausedException' },
      'Nothing of it goes out while SES takes nothing from this account.',
    ],
  ])('says before and after what holds it back: %s', async (_, hold, words) => {
    await published(authored())
    await holdStore(world.table).place(hold)
    await published(newTitle)
    expect(said.slice(-2)).toEqual([`small-things: ${words}`, `small-things: version 2 is current. ${words}`])
  })

  test('an edited question begins anew, and publishing says so first', async () => {
    const asking = (question: string) =>
      authored({ replace: 'in-short: A held', by: `${question}\nin-short: A held` })
    const options = 'choose: [this week, longer ago]'
    await published(asking(`ask: When did you last hold a door?\n${options}`))
    said = []
    expect(await published(asking(`ask: When did you last hold one?\n${options}`))).toBe('published')
    expect(said.slice(1, 3)).toEqual([
      'small-things: The modules, their order and their waits stay as they are.',
      'small-things: “The first thing” (first) asks another question now, which begins anew: “When did you last hold one?” Only answers to exactly these words and options count for it.',
    ])
  })

  describe('at a time', () => {
    const from = Date.parse('2026-11-30T08:00:00Z')
    const at = async (journey: AuthoredJourney, when = from) =>
      publishJourney(deps, await compileJourney(journey), { from: when })

    test('says what the edit means from then on, and that it was reckoned now', async () => {
      await published(authored())
      await peopleComeIn()
      said = []
      expect(await at(withoutSecond())).toBe('waits')
      expect(said).toEqual([
        'small-things: 5 people under way, 1 paused, 0 finished.',
        'small-things: Counted below: who is under way, and who is paused for when they go on. What they still get is gone through person by person, as if each did each module when it comes.',
        'small-things: It is reckoned now, for Mon 30 Nov 2026 08:00 (London): until then, too, as if each did each module when it comes. Who signs up until then is not counted.',
        'small-things: “The second thing” (second) goes. It was still to come to 1 person, to 1 of them next.',
        'small-things: 1 person will have finished, instead of “The second thing”.',
        'small-things: version 2 waits, and is current from Mon 30 Nov 2026 08:00 (London) on. Every function goes by its own clock, which may be a few seconds off. Until then journeys cancel takes it back.',
      ])
      expect(await currentVersion()).toBe(1)
      world.clock.setTo(from)
      expect(await currentVersion()).toBe(2)
    })

    test('asks with the time in it, and names what it takes the place of', async () => {
      await published(authored())
      await at(newTitle)
      const asked: string[] = []
      const agree = async (question: string) => asked.push(question) === 0
      said = []
      const compiled = await compileJourney(withoutSecond())
      await publishJourney({ ...deps, agree }, compiled, { from: from + minute })
      await publishJourney({ ...deps, agree }, compiled)
      expect(asked).toEqual([
        'Publish small-things as version 3, in place of version 2, current from Mon 30 Nov 2026 08:01 (London) on?',
        'Publish small-things as version 3, in place of version 2?',
      ])
      const takenBack =
        'small-things: version 2, which waits for Mon 30 Nov 2026 08:00 (London), is taken back: nobody gets it.'
      expect(said.filter(line => line === takenBack)).toHaveLength(2)
      expect((await deps.journeys.catalogued(journeyId))?.next?.version).toBe(2)
    })

    test('the same again is no new version, and what waits goes on waiting', async () => {
      await published(authored())
      await at(newTitle)
      said = []
      expect(await published(authored())).toBe('unchanged')
      expect(said[1]).toContain('version 2 waits, and is current from Mon 30 Nov 2026 08:00 (London) on.')
      expect((await deps.journeys.catalogued(journeyId))?.next?.version).toBe(2)
    })

    test('says what holds it back, as things stand', async () => {
      await holdStore(world.table).place({ by: 'operator', scope: { is: 'journey', journeyId } })
      await at(authored())
      expect(said.at(-1)).toContain(
        'takes it back. As things stand: Nothing of it goes out while journey small-things is held back.',
      )
    })

    test.each([
      [() => deps.now(), 'is past, so nothing was published. Name a time to come'],
      [() => deps.now() + 91 * day, 'is more than 90 days away'],
    ])('is refused for the past and the far future', async (when, words) => {
      await expect(at(authored(), when())).rejects.toThrow(words)
      expect(world.table.rows.size).toBe(0)
    })

    test('is refused where the time passes while somebody thinks about it', async () => {
      const agree = async () => {
        world.clock.setTo(from)
        return true
      }
      const compiled = await compileJourney(authored())
      await expect(publishJourney({ ...deps, agree }, compiled, { from })).rejects.toThrow('is past')
      expect(world.table.rows.size).toBe(0)
    })

    test('is refused beside a canary', async () => {
      const canary = { version: 7, emails: 5, left: 5 }
      await holdStore(world.table).place({ by: 'canary', scope: { is: 'journey', journeyId }, ...canary })
      await expect(at(authored())).rejects.toThrow('small-things has a canary. It is about another version')
    })
  })

  test('nothing happens without a yes', async () => {
    await published(authored())
    answer = false
    expect(await published(newTitle)).toBe('declined')
    expect(await currentVersion()).toBe(1)
  })

  test('the same again is no new version, whatever changed between', async () => {
    await published(authored())
    expect(await published(authored())).toBe('unchanged')
    await published(newTitle)
    await rollbackJourney(deps, 'small-things')
    expect(await published(authored())).toBe('unchanged')
    expect(await published(newTitle)).toBe('published')
    expect(await currentVersion()).toBe(3)
  })

  test.each<[string, Change]>([
    ['a word in an email', { replace: 'holds a door.', by: 'opens a door.' }],
    ['a wait', { replace: '7 days', by: '8 days' }],
    ['what the journey is about', { in: 'journey.md', replace: 'What this journey', by: 'All that it' }],
    ['the sender', { in: 'journey.md', replace: 'hello@', by: 'hi@' }],
  ])('%s is a change', async (_, change) => {
    await published(authored())
    expect(await published(authored(change))).toBe('published')
  })

  test('two people at the same moment: one is told to look again', async () => {
    const both = await Promise.allSettled([published(authored()), published(newTitle)])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(await currentVersion()).toBe(1)
  })
})

describe('going back', () => {
  test('makes the version before current, and keeps the later one', async () => {
    await published(authored())
    await peopleComeIn()
    await published(withoutSecond())
    said = []
    expect(await rollbackJourney(deps, 'small-things')).toBe('current')
    expect(await currentVersion()).toBe(1)
    expect(said).toContain(
      'small-things: “The second thing” (second) comes in as number 2. It comes to 6 people, to 6 of them next.',
    )
    expect(said.at(-1)).toBe(
      'small-things: version 1 is current again. Version 2 is kept. It reaches every email from now on within seconds.',
    )
    expect(await rollbackJourney(deps, 'small-things', 2)).toBe('current')
  })

  test.each([0, 1, 3])('to version %i, which there is not, is refused', async to => {
    await published(authored())
    await expect(rollbackJourney(deps, 'small-things', to)).rejects.toThrow('It has no other version')
  })

  test('of a journey that was never published is refused', async () => {
    await expect(rollbackJourney(deps, 'small-things')).rejects.toThrow('never been published')
  })

  test('nothing happens without a yes', async () => {
    await published(authored())
    await published(newTitle)
    answer = false
    expect(await rollbackJourney(deps, 'small-things')).toBe('declined')
    expect(await currentVersion()).toBe(2)
  })
})
