import { beforeEach, describe, expect, it } from 'vitest'
import type { ReflectionDeps } from '../../shared/application/reflections/deps.ts'
import { judgeVoice } from '../../shared/application/reflections/judge.ts'
import { type ReportDeps, report, thank } from '../../shared/application/reflections/readers.ts'
import {
  agreeToRedaction,
  type ShareDeps,
  shareExcerpt,
  withdrawExcerpt,
} from '../../shared/application/reflections/share.ts'
import { shelfLibrary } from '../../shared/application/reflections/shelf-library.ts'
import { sampleToRead, urgentToRead } from '../../shared/application/reflections/to-read.ts'
import { storeChangedText, storeFirstText } from '../../shared/application/reflections/write.ts'
import { day, second } from '../../shared/domain/duration.ts'
import type { Mark } from '../../shared/domain/reflections/mark.ts'
import { wordingVersion } from '../../shared/domain/reflections/reflection.ts'
import { reflectionStore } from '../../shared/store/reflections.ts'
import { shelfStore } from '../../shared/store/shelves.ts'
import { throwUnreadable } from '../../shared/store/unreadable-row.ts'
import { type VoiceLanes, voiceLanes, voiceStore } from '../../shared/store/voices.ts'
import { World } from '../../tools/simulation/world.ts'
import { shownVoice } from '../support/writers.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')
const wording = wordingVersion('What now?')
const shelf = { journeyId: 'sample', moduleId: 'one', wording }

/** A detector for these tests alone: names “Mrs P”, and takes “afraid” for a word of risk. */
async function findMarks(_: string, text: string): Promise<Mark[]> {
  const at = (words: string, kind: Mark['kind']): Mark[] =>
    text.includes(words) ? [{ kind, from: text.indexOf(words), to: text.indexOf(words) + words.length }] : []
  return [...at('Mrs P', 'name-with-title'), ...at('afraid', 'risk')]
}

let world: World
let deps: ShareDeps & ReportDeps & { lanes: VoiceLanes; unreadable: (id: string) => void }
let names: boolean

const mayName = async () => names
const refOf = (learnerId: string) => ({ learnerId, journeyId: 'sample', moduleId: 'one' })

async function turnOn(isOn = true): Promise<void> {
  await deps.shelves.change(await deps.shelves.of('sample'), { isOn })
}

/** Somebody who has done the first module. */
async function aWriter(email: string, sector: 'ambulance' | 'social-care' | undefined = 'ambulance') {
  await world.learner(email, { sector })
  await world.done(email, 'one')
  const { learner } = await world.person(email)
  return learner
}

async function writes(email: string, text: string, isSure = false) {
  const { learner } = await world.person(email)
  return storeFirstText(deps, { ...refOf(learner.id), epoch: learner.epoch, wording, text, isSure })
}

async function shares(email: string, excerpt: string, isSure = false) {
  const { learner } = await world.person(email)
  const { id, epoch, sector } = learner
  return shareExcerpt(deps, refOf(id), { epoch, excerpt, sector, isSure })
}

/** An excerpt that waits to be read. @returns its id. */
async function shared(email: string, excerpt: string): Promise<string> {
  const { id } = await aWriter(email)
  await writes(email, excerpt, true)
  expect(await shares(email, excerpt, true)).toMatchObject({ is: 'shared' })
  const { sharing } = (await deps.reflections.get(refOf(id)))?.reflection ?? {}
  return sharing && sharing.is !== 'private' ? sharing.voice : ''
}
const approved = async (email: string, excerpt: string): Promise<string> => {
  const id = await shared(email, excerpt)
  expect(await judgeVoice(deps, id, { is: 'approve' }, mayName)).toMatchObject({ is: 'done' })
  return id
}

/** What a function that starts now would show. */
const shown = async (from: ReflectionDeps = deps) =>
  (await shelfLibrary(from.shelves, world.clock, throwUnreadable).shelf(shelf)).map(({ text }) => text)
const stateOf = async (email: string) => {
  const { learner } = await world.person(email)
  return (await deps.reflections.get(refOf(learner.id)))?.reflection.sharing.is
}

beforeEach(async () => {
  world = new World(monday)
  await world.publish()
  names = true
  deps = {
    ...world.deps,
    table: world.table,
    reflections: reflectionStore(world.table),
    voices: voiceStore(world.table),
    lanes: voiceLanes(world.table),
    shelves: shelfStore(world.table),
    findMarks,
    bars: async () => ({}),
    onUnreadable: throwUnreadable,
    unreadable: id => expect.fail(`${id} cannot be read.`),
  }
  await turnOn()
})

describe('a text', () => {
  beforeEach(async () => {
    await aWriter('sam@example.org')
  })

  it('is kept, private, and through a link of an email takes no other’s place', async () => {
    expect(await writes('sam@example.org', 'I asked.')).toEqual({ is: 'kept', hasRisk: false })
    expect(await writes('sam@example.org', 'I asked.')).toEqual({ is: 'kept', hasRisk: false })
    expect(await writes('sam@example.org', 'Mine now.')).toEqual({ is: 'written-before', hasRisk: false })
    expect(await stateOf('sam@example.org')).toBe('private')
    expect(await shown()).toEqual([])
  })

  it('is kept with what is marked in it only once its writer says so', async () => {
    const text = 'Mrs P smiled.'
    const marks = [{ kind: 'name-with-title', from: 0, to: 5 }]
    expect(await writes('sam@example.org', text)).toMatchObject({ is: 'marked', marks, hasRisk: false })
    expect(await stateOf('sam@example.org')).toBeUndefined()
    expect(await writes('sam@example.org', text, true)).toMatchObject({ is: 'kept' })
  })

  it('with words of risk is kept, and says at once that help is to be shown', async () => {
    expect(await writes('sam@example.org', 'I was afraid.')).toEqual({ is: 'kept', hasRisk: true })
  })

  it('changes behind the private link, marks and all', async () => {
    const { learner } = await world.person('sam@example.org')
    await writes('sam@example.org', 'I asked.')
    const change = (text: string, isSure = false) =>
      storeChangedText(deps, refOf(learner.id), { text, isSure })
    expect(await change('Mrs P asked.')).toMatchObject({ is: 'marked' })
    expect(await change('They asked.')).toEqual({ is: 'kept', hasRisk: false })
    const kept = await deps.reflections.ofLearner(learner.id, world.clock.now())
    expect(kept.map(({ reflection }) => reflection.text)).toEqual(['They asked.'])
  })

  it('is kept for a year after its writer’s last press, and no longer', async () => {
    const { learner } = await world.person('sam@example.org')
    await writes('sam@example.org', 'I asked.')
    const at = world.clock.now()
    expect(await deps.reflections.ofLearner(learner.id, at + 365 * day - 1)).toHaveLength(1)
    expect(await deps.reflections.ofLearner(learner.id, at + 365 * day)).toEqual([])
  })
})

describe('an excerpt', () => {
  it('is shown to nobody before a person has approved it', async () => {
    const id = await shared('sam@example.org', 'I asked.')
    expect(await shown()).toEqual([])
    await judgeVoice(deps, id, { is: 'approve' }, mayName)
    expect(await shown()).toEqual(['I asked.'])
  })

  it('is shared by nobody where the journey shares nothing, the module is not done, or nothing is written', async () => {
    await aWriter('sam@example.org')
    expect(await shares('sam@example.org', 'I asked.')).toEqual({ is: 'nothing-to-share' })
    await writes('sam@example.org', 'I asked.')
    await turnOn(false)
    expect(await shares('sam@example.org', 'I asked.')).toEqual({ is: 'off' })
    await turnOn()
    await world.learner('kim@example.org')
    await writes('kim@example.org', 'Early.')
    expect(await shares('kim@example.org', 'Early.')).toEqual({ is: 'refused', outcome: 'not-done-yet' })
    expect(await stateOf('kim@example.org')).toBe('private')
  })

  it('is hidden everywhere once sharing is turned off', async () => {
    await approved('sam@example.org', 'I asked.')
    await turnOn(false)
    expect(await shown()).toEqual([])
  })

  it('stays hidden for the reason that is given, and can be shared anew', async () => {
    const id = await shared('sam@example.org', 'It was their fault.')
    const verdict = { is: 'decline', reason: 'blames-a-group' } as const
    await judgeVoice(deps, id, verdict, mayName)
    expect(await stateOf('sam@example.org')).toBe('declined')
    expect(await judgeVoice(deps, id, { is: 'approve' }, mayName)).toEqual({ is: 'not-waiting' })
    expect(await shares('sam@example.org', 'I was cross.')).toMatchObject({ is: 'shared' })
    expect(await shown()).toEqual([])
  })

  it('is shown in a moderator’s words only once its writer agrees and it is approved', async () => {
    const id = await shared('sam@example.org', 'Jo in bay 4 smiled.')
    await judgeVoice(deps, id, { is: 'redact', proposal: 'Somebody smiled.' }, mayName)
    expect(await judgeVoice(deps, id, { is: 'approve' }, mayName)).toEqual({ is: 'not-waiting' })
    const { learner } = await world.person('sam@example.org')
    expect(await agreeToRedaction(deps, refOf(learner.id))).toBe(true)
    expect(await shown()).toEqual([])
    await judgeVoice(deps, id, { is: 'approve' }, mayName)
    expect(await shown()).toEqual(['Somebody smiled.'])
  })

  it('that nobody has read for 30 days is private again', async () => {
    const id = await shared('sam@example.org', 'I asked.')
    world.clock.setTo(world.clock.now() + 30 * day)
    expect(await judgeVoice(deps, id, { is: 'approve' }, mayName)).toEqual({ is: 'not-waiting' })
    expect(await sampleToRead(deps, [shelf], { limit: 10, seed: 'a' })).toEqual({ enough: false, toRead: [] })
    expect(await shares('sam@example.org', 'I asked.')).toMatchObject({ is: 'shared' })
  })

  it('that is taken back is on no shelf from then on, and in no memory ten seconds later', async () => {
    await approved('sam@example.org', 'I asked.')
    const library = shelfLibrary(deps.shelves, world.clock, throwUnreadable)
    expect(await library.shelf(shelf)).toHaveLength(1)
    const { learner } = await world.person('sam@example.org')
    expect(await withdrawExcerpt(deps, refOf(learner.id))).toBe('done')
    expect(await shown()).toEqual([])
    world.clock.setTo(world.clock.now() + 10 * second + 1)
    expect(await library.shelf(shelf)).toEqual([])
    expect(await stateOf('sam@example.org')).toBe('private')
    expect(await withdrawExcerpt(deps, refOf(learner.id), { forEver: true })).toBe('done')
    expect(await stateOf('sam@example.org')).toBeUndefined()
  })

  it('leaves ids in the history and the stream, and no text', async () => {
    await approved('sam@example.org', 'Nobody else said this.')
    const { learner } = await world.person('sam@example.org')
    await withdrawExcerpt(deps, refOf(learner.id))
    const told = JSON.stringify(world.table.stream.map(({ newImage }) => newImage))
    // As the history spells ReflectionShared, with its text's id.
    expect(told).toMatch(/VS:h\d/)
    expect(told).toContain('ReflectionWithdrawn')
    expect(told).not.toContain('Nobody else said this.')
    await world.settle()
    expect(JSON.stringify(world.published)).not.toContain('Nobody else')
  })
})

describe('readers', () => {
  it('hide a voice, however many reports were looked into before', async () => {
    const id = await approved('sam@example.org', 'I asked.')
    for (let i = 0; i < 60; i += 1) {
      const reader = String(i).padStart(24, 'r')
      const hidden = await report(deps, await shownVoice(deps, id), reader, 'identifies-somebody')
      expect(hidden, `the report of number ${i}`).toBe(true)
      expect(await judgeVoice(deps, id, { is: 'approve' }, mayName)).toMatchObject({ is: 'done' })
    }
  })

  it('hide at once what identifies somebody, until a person has looked', async () => {
    const id = await approved('sam@example.org', 'I asked.')
    expect(await report(deps, await shownVoice(deps, id), 'r'.repeat(24), 'identifies-somebody')).toBe(true)
    expect(await shown()).toEqual([])
    expect(await urgentToRead(deps, 'sample', 'reported', 10)).toMatchObject([{ id, text: 'I asked.' }])
    await judgeVoice(deps, id, { is: 'approve' }, mayName)
    expect(await shown()).toEqual(['I asked.'])
    expect(await urgentToRead(deps, 'sample', 'reported', 10)).toEqual([])
  })

  it('hide anything else when three of them say so, however often each does', async () => {
    const id = await approved('sam@example.org', 'I asked.')
    const says = async (reader: string) =>
      report(deps, await shownVoice(deps, id), reader.repeat(24), 'other')
    for (const reader of ['a', 'a', 'b', 'a', 'b']) expect(await says(reader)).toBe(false)
    expect(await shown()).toEqual(['I asked.'])
    expect(await says('c')).toBe(true)
    expect(await shown()).toEqual([])
  })

  it('hide at once what somebody wrote who was erased a moment ago', async () => {
    const id = await approved('sam@example.org', 'I asked.')
    await world.execute('sam@example.org', { type: 'Erase' })
    expect(await report(deps, await shownVoice(deps, id), 'r'.repeat(24), 'identifies-somebody')).toBe(true)
    expect(await shown()).toEqual([])
  })

  it('say thank you once each', async () => {
    const id = await approved('sam@example.org', 'I asked.')
    for (const reader of ['a', 'b', 'a']) expect(await thank(deps, id, reader.repeat(24))).toBe(true)
    expect((await deps.voices.find(id))?.thanks).toHaveLength(2)
    expect(await thank(deps, 'z'.repeat(24), 'a'.repeat(24))).toBe(false)
  })
})

describe('what moderators read', () => {
  it('keeps words of risk in a lane of their own, oldest first', async () => {
    const first = await shared('sam@example.org', 'I was afraid.')
    const second = await shared('kim@example.org', 'So afraid.')
    expect((await urgentToRead(deps, 'sample', 'risk', 10)).map(({ id }) => id)).toEqual([first, second])
    expect((await sampleToRead(deps, [shelf], { limit: 10, seed: 'a' })).toRead).toEqual([])
  })

  it('is a sample balanced over sectors, steady for a seed, without the writer', async () => {
    for (const [n, sector] of (['ambulance', 'ambulance', 'ambulance', 'social-care'] as const).entries()) {
      const email = `w${n}@example.org`
      await aWriter(email, sector)
      await writes(email, `Text ${n}.`)
      await shares(email, `Text ${n}.`)
    }
    const sample = await sampleToRead(deps, [shelf], { limit: 2, seed: 'a' })
    expect(sample.toRead.map(({ sector }) => sector).toSorted()).toEqual(['ambulance', 'social-care'])
    expect(await sampleToRead(deps, [shelf], { limit: 2, seed: 'a' })).toEqual(sample)
    expect(Object.keys(sample.toRead[0] ?? {}).toSorted()).toEqual([
      'declinedBefore',
      'id',
      'journey',
      'module',
      'sector',
      'since',
      'text',
    ])
    const all = await sampleToRead(deps, [shelf], { limit: 10, seed: 'b' })
    expect(all.toRead.map(({ text }) => text).toSorted()).toEqual([
      'Text 0.',
      'Text 1.',
      'Text 2.',
      'Text 3.',
    ])
  })
})
