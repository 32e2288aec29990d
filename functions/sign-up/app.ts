import type { Log } from '../../shared/adapters/log.ts'
import type { SignUpDeps } from '../../shared/application/sign-up.ts'
import type { SignUpValues } from '../../shared/pages/sign-up-form.ts'
import { inLanguage, type Site } from '../../shared/pages/site.ts'
import type { StatementTexts } from '../../shared/texts/statement-texts.ts'
import { requestSource } from '../../shared/web/cross-site.ts'
import { fileResponse, pageResponse, type WebResponse } from '../../shared/web/response.ts'
import type { PostedRequest } from '../../shared/web/router.ts'
import { troubleResponse } from '../runtime/http/trouble.ts'
import type { FunctionPages } from '../runtime/http.ts'
import type { SignUpContext, SignUpReads } from './context.ts'
import { askForLink, showFindMe } from './find-me.ts'
import { catalogue, firstPage } from './first-page.ts'
import { handleSignUp } from './handle-sign-up.ts'
import { securityTxt } from './security-txt.ts'
import { pressOnSent, showSent } from './sent.ts'
import { showTogether } from './together.ts'

const keep = { keep: 'minutes' } as const

/** All public pages: the first page, the form, the statements. */
export function signUpApp(
  context: SignUpContext,
  log: Log,
  deps: () => Promise<SignUpDeps>,
): FunctionPages<'sign-up', SignUpReads, SignUpDeps> {
  const { site, openApi } = context
  const asked = (query: URLSearchParams) => inLanguage(site, query.get('language') ?? undefined)
  const fromOurForm = (answer: Posted) => unlessForeign(context, answer)
  return {
    site,
    log,
    // Only pages about a journey wait for what they need of it; statements and the stylesheet do not.
    reads: async () => ({
      library: {
        head: async id => (await deps()).library.head(id),
        list: async () => (await deps()).library.list(),
        page: async (id, module) => (await deps()).library.page(id, module),
        snapshot: async id => (await deps()).library.snapshot(id),
        together: async id => (await deps()).library.together(id),
      },
      shelfLibrary: { shelf: async ref => (await deps()).shelfLibrary.shelf(ref) },
      invitations: { find: async (id, now) => (await deps()).invitations.find(id, now) },
      sentPages: { find: async (id, now) => (await deps()).sentPages.find(id, now) },
    }),
    writes: deps,
    get: {
      '/': ({ query }, reads) => firstPage(context, reads, journeyIn(query), ...cameBy(query)),
      '/sign-up': ({ query }, reads) => signUpForms(context, reads, query),
      '/invited/{invitation}': async ({ params, query }, reads) =>
        (await import('./invited.ts')).showInvited(context, reads, params.invitation, journeyIn(query)),
      '/invited/{invitation}/{sheet}': async (request, reads) =>
        (await import('./sheet.ts')).showSheet(context, reads, request),
      '/sign-up/sent': (request, reads) => showSent(context, reads, request),
      '/journeys': ({ query }, reads) =>
        catalogue(context, reads, query.get('link') ?? undefined, cameBy(query)[1]),
      '/journeys/{journey}': ({ params, query }, reads) => {
        const [view, more] = cameBy(query)
        return firstPage(context, reads, params.journey, { ...view, isOfJourney: true }, more)
      },
      '/find-me': ({ query }, reads) => showFindMe(context, reads, query),
      '/together': (_, reads) => showTogether(context, reads),
      '/privacy': ({ query }) => statement(asked(query), 'privacy'),
      '/sharing': ({ query }) => statement(asked(query), 'sharing'),
      '/accessibility': ({ query }) => statement(asked(query), 'accessibility'),
      '/openapi.json': () => fileResponse('application/json', openApi, keep),
      '/.well-known/security.txt': () => fileResponse('text/plain', whomToTell(context), keep),
      '/assets/{file}': ({ params }) => asset(context, params.file),
    },
    post: {
      '/sign-up': {
        takes: ['form', 'json'],
        answer: fromOurForm(handleSignUp),
        scriptsOf: context.otherWebsites,
      },
      '/sign-up/sent': {
        takes: ['form'],
        answer: fromOurForm(pressOnSent),
      },
      '/find-me': {
        takes: ['form'],
        answer: fromOurForm(askForLink),
      },
    },
  }
}

type Posted = (
  context: SignUpContext,
  request: PostedRequest,
  writes: SignUpDeps,
) => WebResponse | Promise<WebResponse>

/** Rejects forms that a browser sends from a website that is not on the list. */
const unlessForeign =
  (context: SignUpContext, answer: Posted) => (request: PostedRequest, writes: SignUpDeps) =>
    requestSource(request, context.otherWebsites) === 'foreign'
      ? troubleResponse(context.site, 'foreign-website')
      : answer(context, request, writes)

const journeyIn = (query: URLSearchParams): string | undefined => query.get('journey') || undefined

/** With the token of a link, the page is for one visitor and is not cached. */
function cameBy(query: URLSearchParams): [{ values?: SignUpValues }, Partial<WebResponse>] {
  const link = query.get('link')
  return link ? [{ values: { link: [link] } }, {}] : [{}, keep]
}

async function statement(site: Site, which: keyof StatementTexts): Promise<WebResponse> {
  const { statementPage } = await import('../../shared/pages/statement.ts')
  return pageResponse(() => statementPage(site, which), keep)
}

/** The form, and how to put it on another website, for the requested journey or the default one. */
function signUpForms(
  context: SignUpContext,
  reads: SignUpReads,
  query: URLSearchParams,
): Promise<WebResponse> {
  const journey = journeyIn(query)
  return firstPage(context, reads, journey, { embed: journey === undefined ? {} : { journey } }, keep)
}

const whomToTell = ({ site, securityContact, clock }: SignUpContext): string =>
  securityTxt(
    { contact: securityContact, publicUrl: site.publicUrl, languages: [site.texts.language] },
    clock.now(),
  )

/**
 * The stylesheet under its own name, cached for ever. Under another version's name, which a page from before or after
 * a deployment may request, the current one is served for minutes: better than a page without styles.
 */
function asset({ site, stylesheet }: SignUpContext, file: string): WebResponse {
  if (!/^shiftworks-[0-9a-f]{12}\.css$/.test(file)) return troubleResponse(site, 'not-found')
  const isCurrent = site.stylesheet.endsWith(`/${file}`)
  return fileResponse('text/css', stylesheet, { keep: isCurrent ? 'for-ever' : 'minutes' })
}
