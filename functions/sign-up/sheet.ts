import { invitationIdIn, invitationPath } from '../../shared/contracts/invitation.ts'
import { findModule } from '../../shared/domain/progress.ts'
import { cardPage, posterPage, type SheetView } from '../../shared/pages/invitation-sheets.ts'
import { pageResponse, type WebResponse } from '../../shared/web/response.ts'
import type { RoutedRequest } from '../../shared/web/router.ts'
import { troubleResponse } from '../runtime/http/trouble.ts'
import type { SignUpContext, SignUpReads } from './context.ts'
import { firstPage, siteOf } from './first-page.ts'

const pages = { poster: posterPage, card: cardPage }

const isSheet = (name: string): name is keyof typeof pages => Object.hasOwn(pages, name)

/** The closed question of a published module. Questions are public. */
async function questionIn({ library }: SignUpReads, query: URLSearchParams): Promise<SheetView['question']> {
  const head = await library.head(query.get('journey') ?? '')
  return head && findModule(head.journey, query.get('module') ?? '')?.question
}

/**
 * An invitation link as a sheet to print. Its address contains only the link, because browsers print the address. For
 * an invalid link, the form.
 */
export async function showSheet(
  context: SignUpContext,
  reads: SignUpReads,
  { params, query }: RoutedRequest<'/invited/{invitation}/{sheet}'>,
): Promise<WebResponse> {
  const { sheet } = params
  if (!isSheet(sheet)) return troubleResponse(context.site, 'not-found')
  const id = invitationIdIn(params.invitation)
  const found = id && (await reads.invitations.find(id, context.clock.now()))
  if (!found) return firstPage(context, reads, undefined, {})
  const site = await siteOf(context, reads, found.journeyId)
  const question = await questionIn(reads, query)
  const view = { url: context.site.publicUrl + invitationPath(id), ...(question && { question }) }
  return pageResponse(() => pages[sheet](site, view))
}
