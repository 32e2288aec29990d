import { barsBy } from '../../shared/application/reflections/barred.ts'
import { judgeVoice } from '../../shared/application/reflections/judge.ts'
import type { ReportDeps, ShownVoice } from '../../shared/application/reflections/readers.ts'
import { type ShareDeps, shareExcerpt } from '../../shared/application/reflections/share.ts'
import { shelfLibrary } from '../../shared/application/reflections/shelf-library.ts'
import { storeFirstText } from '../../shared/application/reflections/write.ts'
import type { JourneyId, ModuleId } from '../../shared/domain/ids.ts'
import { type VoiceId, voiceOf, wordingVersion } from '../../shared/domain/reflections/reflection.ts'
import type { Sector } from '../../shared/domain/sectors.ts'
import { barredStore } from '../../shared/store/barred.ts'
import { throwUnreadable } from '../../shared/store/unreadable-row.ts'
import type { World } from '../../tools/simulation/world.ts'

/** The wording of the open question that these texts answer. */
export const wording = wordingVersion('What now?')
/** A module of a journey. */
export interface Place {
  journeyId: JourneyId
  moduleId: ModuleId
}
/** Where people write where nothing else is said. */
export const first: Place = { journeyId: 'sample', moduleId: 'one' }

/** What learners write, with a detector that finds “afraid” to be a word of risk, and nothing else. */
export const writingIn = (world: World): ShareDeps & ReportDeps => ({
  ...world.deps,
  bars: barsBy({
    ...world.deps,
    addresses: async () => world.addresses,
    barred: barredStore(world.table),
  }),
  findMarks: async (_, text) =>
    text.includes('afraid')
      ? [{ kind: 'risk', from: text.indexOf('afraid'), to: text.indexOf('afraid') + 6 }]
      : [],
  onUnreadable: throwUnreadable,
})

/** A voice as it stands on the shelf that readers are shown. */
export async function shownVoice({ voices }: Pick<ReportDeps, 'voices'>, id: VoiceId): Promise<ShownVoice> {
  const row = await voices.find(id)
  if (!row) throw new Error(`There is no excerpt ${id}.`)
  return row
}

/** Whether learners of a journey may share. */
export async function turnSharing(world: World, isOn: boolean, journeyId = 'sample'): Promise<void> {
  const { shelves } = world.deps
  await shelves.change(await shelves.of(journeyId), { isOn })
}

/** Somebody who has done the first module. */
export async function writer(world: World, email: string, sector: Sector = 'ambulance') {
  await world.learner(email, { sector })
  await world.done(email, 'one')
  return (await world.person(email)).learner
}

/** What somebody wrote, as stored. */
export async function textOf(world: World, email: string, place = first) {
  const learnerId = (await world.find(email))?.learner.id
  return learnerId === undefined
    ? undefined
    : (await world.deps.reflections.get({ learnerId, ...place }))?.reflection
}

/** Somebody writes a text and shares all of it. @returns the excerpt's id; undefined where it was not shared. */
export async function shares(world: World, email: string, words: string, place = first) {
  const { learner } = await world.person(email)
  const { id: learnerId, epoch, sector } = learner
  const deps = writingIn(world)
  await storeFirstText(deps, { learnerId, ...place, epoch, wording, text: words, isSure: true })
  await shareExcerpt(deps, { learnerId, ...place }, { epoch, excerpt: words, sector, isSure: true })
  const text = await textOf(world, email, place)
  return text && voiceOf(text)
}

/** The same, and a person approves it. */
export async function sharesApproved(world: World, email: string, words: string, place = first) {
  const voice = await shares(world, email, words, place)
  if (voice !== undefined) await judgeVoice(world.deps, voice, { is: 'approve' }, async () => true)
  return voice
}

/** What a function that starts now would show. */
export async function shownIn(world: World, place = first): Promise<string[]> {
  const shelf = await shelfLibrary(world.deps.shelves, world.clock, throwUnreadable).shelf({
    ...place,
    wording,
  })
  return shelf.map(({ text }) => text).toSorted()
}
