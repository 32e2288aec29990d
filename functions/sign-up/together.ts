import { tenthsOf, totalOf } from '../../shared/domain/mirror-snapshot.ts'
import { peopleIn } from '../../shared/domain/together.ts'
import { type TogetherOfJourney, togetherPage } from '../../shared/pages/together.ts'
import type { Head } from '../../shared/store/journeys.ts'
import { pageResponse, type WebResponse } from '../../shared/web/response.ts'
import type { SignUpContext, SignUpReads } from './context.ts'
import { siteOf } from './first-page.ts'

type Surprise = Required<TogetherOfJourney>['surprise']

/** A question that was edited since is told of again once enough people have answered the new one. */
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

async function ofJourney(reads: SignUpReads, head: Head): Promise<TogetherOfJourney | undefined> {
  const { id, title } = head.journey
  const together = await reads.library.together(id)
  if (!together || peopleIn(together) === 0) return undefined
  const surprise = await surpriseOf(reads, head, together.surprise)
  return { id, title, language: head.sender.language, together, ...(surprise && { surprise }) }
}

/** The page for everybody: from what the last Monday night counted, so that no visit counts anything. */
export async function showTogether(context: SignUpContext, reads: SignUpReads): Promise<WebResponse> {
  const heads = await reads.library.list()
  const told = await Promise.all(heads.map(head => ofJourney(reads, head)))
  const site = await siteOf(context, reads, undefined)
  const journeys = told.filter(one => one !== undefined)
  return pageResponse(() => togetherPage(site, journeys), { keep: 'minutes' })
}
