import type { LinkOf } from '../../shared/contracts/link.ts'
import { modulePage } from '../../shared/pages/module.ts'
import type { Site } from '../../shared/pages/site.ts'
import type { Params } from '../../shared/web/path-pattern.ts'
import { pageResponse, type WebResponse } from '../../shared/web/response.ts'
import type { RoutedRequest } from '../../shared/web/router.ts'
import { picturesFromElsewhere } from '../runtime/http/public-headers.ts'
import { behindLink, forHolder, type Held, type LearnerReads, linkTrouble, tokenIn } from './behind-link.ts'
import { circleOffer } from './circles-offer.ts'
import { moduleView } from './module-view.ts'
import { noticeIn } from './notice.ts'
import { inLanguageOf } from './reader-language.ts'
import { helpIn, type WrittenText } from './reflection.ts'
import { voicesOnPage } from './voices.ts'

export type ModulePath = '/modules/{journey}/{module}'

/** Opens a link for the module in the address; a link for another module is refused. */
export const behindModuleLink = (
  site: Site,
  reads: LearnerReads,
  token: string | undefined,
  params: Params<ModulePath>,
  answer: (link: LinkOf<'module'>) => Promise<WebResponse>,
): Promise<WebResponse> =>
  behindLink(site, reads, token, ['module'], link =>
    link.journeyId === params.journey && link.moduleId === params.module
      ? answer(link)
      : linkTrouble(site, 'wrong'),
  )

/** A module to read. */
export const showModule = (
  site: Site,
  reads: LearnerReads,
  { params, query }: RoutedRequest<ModulePath>,
): Promise<WebResponse> =>
  behindModuleLink(site, reads, tokenIn(query), params, link =>
    forHolder(site, reads, link, held => modulePageFor(site, reads, held, { query })),
  )

interface Shown {
  /** The query, which may contain a notice. */
  query?: URLSearchParams
  /** The option chosen in this press. */
  answered?: number | undefined
  written?: WrittenText | undefined
  /** Set if the text's own button was pressed; then the page begins with the text's result. */
  by?: 'reflect'
}

/** The page of a module for a learner, with the result of a press. */
export async function modulePageFor(
  site: Site,
  reads: LearnerReads,
  { link, holder }: Held<'module'>,
  { query = new URLSearchParams(), answered, written, by }: Shown = {},
): Promise<WebResponse> {
  const view = await moduleView(reads, holder, link, answered)
  const goesOn = view.status.is === 'open' && !view.isUnreachable
  const isDone = view.tried !== undefined
  const said = { 'voice-thanked': isDone, 'voice-reported': isDone, 'voice-hidden': isDone }
  const notice =
    by === 'reflect' && written?.kept && !written.sent
      ? 'text-kept'
      : noticeIn(reads, query, link, {
          resumed: goesOn,
          'tried-told': view.tried?.answer !== undefined,
          ...said,
        })
  const circles = isDone ? await circleOffer(reads, { link, holder }, link.journeyId) : undefined
  const voices = isDone ? await voicesOnPage(reads, holder.learner, link) : []
  const mayWrite = isDone || view.status.is === 'open' || view.status.is === 'paused'
  const help = written?.hasRisk && (await helpIn(reads, link.journeyId))
  const reflection = { isOn: await reads.shelfLibrary.isOn(link.journeyId), ...written, ...help }
  const inLanguage = await inLanguageOf(site, reads, link.journeyId)
  return pageResponse(
    () =>
      modulePage(inLanguage, {
        ...view,
        voices,
        ...(circles && circles.state.is !== 'quiet' && { circles }),
        ...(mayWrite && { reflection }),
        ...(notice && { notice }),
      }),
    {
      ...(written?.sent && { status: 422 }),
      headers: picturesFromElsewhere,
    },
  )
}
