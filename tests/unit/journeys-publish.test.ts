import { beforeEach, describe, expect, test } from 'vitest'
import type { AuthoredJourney } from '../../shared/content/authored-journey.ts'
import { checkJourney } from '../../shared/content/check-journey.ts'
import { compileJourney } from '../../shared/content/compile.ts'
import { journeyStore } from '../../shared/store/journeys.ts'
import { type Publishing, publishJourney } from '../../tools/journeys/publish.ts'
import { rollbackJourney } from '../../tools/journeys/rollback.ts'
import { checkSender, sentFromHere } from '../../tools/journeys/sender-domain.ts'
import { MemoryTable } from '../../tools/simulation/memory-table.ts'
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
let deps: Publishing
let answer: boolean

beforeEach(() => {
  said = []
  answer = true
  const table = new MemoryTable()
  deps = {
    journeys: journeyStore(table),
    counters: {
      people: async () => ({ start: 2, 'reading.first': 3, paused: 1, unreachable: 3, rejected: 1 }),
    },
    say: line => said.push(line),
    agree: async () => answer,
    now: () => 1_000,
  }
})

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

const currentVersion = async () => (await deps.journeys.current('small-things'))?.version

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
    expect(await published(withoutSecond())).toBe('published')
    expect(said.slice(2)).toEqual([
      'small-things: 5 people under way, 1 paused, 4 whom no email reaches, 0 finished.',
      'small-things: “The second thing” (second) goes. It was to be the next one of 3 people.',
      'small-things: 3 people will have finished, instead of “The second thing”.',
      'small-things: Those who are paused follow the same rule when they go on.',
      'small-things: version 2 is current. It reaches every email from now on within seconds.',
    ])
  })

  test('an edited question begins anew, and publishing says so first', async () => {
    const asking = (question: string) =>
      authored({ replace: 'in-short: A held', by: `${question}\nin-short: A held` })
    const options = 'choose: [this week, longer ago]'
    await published(asking(`ask: When did you last hold a door?\n${options}`))
    said = []
    expect(await published(asking(`ask: When did you last hold one?\n${options}`))).toBe('published')
    expect(said.slice(1, 3)).toEqual([
      'small-things: The modules, their order and their timing stay as they are.',
      'small-things: “The first thing” (first) asks another question now, which begins anew: “When did you last hold one?” Only answers to exactly these words and options count for it.',
    ])
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
    await published(withoutSecond())
    said = []
    expect(await rollbackJourney(deps, 'small-things')).toBe('current')
    expect(await currentVersion()).toBe(1)
    expect(said).toContain(
      'small-things: “The second thing” (second) comes in as number 2. It becomes the next one of 3 people; who is past this place does not get it.',
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
