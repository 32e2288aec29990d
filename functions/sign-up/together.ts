import { wordingOf } from '../../shared/application/reflections/shown-voices.ts'
import type { Instant } from '../../shared/domain/ids.ts'
import { tenthsOf, totalOf } from '../../shared/domain/mirror-snapshot.ts'
import { choosePublic, type Shelf } from '../../shared/domain/reflections/shelf.ts'
import { peopleIn } from '../../shared/domain/together.ts'
import { type TogetherOfJourney, togetherPage } from '../../shared/pages/together.ts'
import { voiceView } from '../../shared/pages/voices.ts'
import type { Head } from '../../shared/store/journeys.ts'
import { pageResponse, type WebResponse } from '../../shared/web/response.ts'
import type { SignUpContext, SignUpReads } from './context.ts'
import { siteOf } from './first-page.ts'

type Surprise = Required<TogetherOfJourney>['surprise']

/** If the question was edited since, it is shown again once enough people have answered the new one. */
async function surpriseOf(
  { library }: SignUpReads,
  { journey }: Head,
  furthest: TogetherOfJourney['together']['surprise'],
): Promise<Surprise | undefined> {
  const question = journey.modules.find(({ id }) => id === furthest?.moduleId)?.question
  const snapshot = await library.snapshot(journey.id)
  if (!furthest || !question || !snapshot) return undefined
  const total = totalOf(snapshot, furthest.moduleId, question)
  if (!total) return undefined
  const tenths = question.options.map((_, option) => tenthsOf(total, option))
  return { question: question.text, options: question.options, tenths, meanOff: furthest.meanOff }
}

/** The voices of all modules. */
async function voicesOf({ library, shelfLibrary }: SignUpReads, { journey }: Head): Promise<Shelf> {
  const shelves = journey.modules.map(async ({ id: moduleId }) => {
    const ref = { journeyId: journey.id, moduleId }
    const wording = await wordingOf({ library }, ref)
    return wording === undefined ? [] : shelfLibrary.shelf({ ...ref, wording })
  })
  return (await Promise.all(shelves)).flat()
}

async function ofJourney(
  reads: SignUpReads,
  head: Head,
  now: Instant,
): Promise<TogetherOfJourney | undefined> {
  const { id, title } = head.journey
  const together = await reads.library.together(id)
  if (!together || peopleIn(together) === 0) return undefined
  const surprise = await surpriseOf(reads, head, together.surprise)
  const voices = choosePublic(await voicesOf(reads, head), now).map(voiceView)
  return { id, title, language: head.sender.language, together, voices, ...(surprise && { surprise }) }
}

/**
 * The public page, built from the last weekly closing, so that a visit counts nothing. A page with a voice is not
 * cached, so that a withdrawn voice disappears at once.
 */
export async function showTogether(context: SignUpContext, reads: SignUpReads): Promise<WebResponse> {
  const heads = await reads.library.list()
  const now = context.clock.now()
  const told = await Promise.all(heads.map(head => ofJourney(reads, head, now)))
  const site = await siteOf(context, reads, undefined)
  const journeys = told.filter(one => one !== undefined)
  const hasVoices = journeys.some(({ voices }) => voices.length > 0)
  return pageResponse(() => togetherPage(site, journeys), hasVoices ? {} : { keep: 'minutes' })
}
