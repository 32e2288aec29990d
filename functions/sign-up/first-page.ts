import type { JourneyId } from '../../shared/domain/ids.ts'
import { type SignUpView, signUpPage } from '../../shared/pages/sign-up.ts'
import { inLanguage, type Site } from '../../shared/pages/site.ts'
import { pageResponse, type WebResponse } from '../../shared/web/response.ts'
import { troubleResponse } from '../runtime/http/trouble.ts'
import type { SignUpContext, SignUpReads } from './context.ts'

/** The site in the language of the journey that somebody asks for, or of the default one. */
export async function siteOf(
  { site, defaultJourney }: SignUpContext,
  { library }: SignUpReads,
  wanted: string | undefined,
): Promise<Site> {
  const head = (wanted && (await library.head(wanted))) || (await library.head(defaultJourney))
  return inLanguage(site, head ? head.sender.language : undefined)
}

/** A journey as the form's page shows it, in the journey's language; undefined when it is not published. */
async function journeyView(
  { site }: SignUpContext,
  { library }: SignUpReads,
  id: JourneyId,
): Promise<{ site: Site; journey: SignUpView['journey'] } | undefined> {
  const head = await library.head(id)
  if (!head) return undefined
  const { journey, sender, about } = head
  const forEverybody = journey.modules.filter(module => !module.onlyFor)
  return {
    site: inLanguage(site, sender.language),
    journey: {
      id,
      title: journey.title,
      modules: forEverybody.map(module => module.title),
      ...(about !== undefined && { about }),
    },
  }
}

/**
 * The page with the form for a journey, or for the default one when there is none by that name.
 * @param wanted as it stands in an address or a form: anything.
 */
export async function firstPage(
  context: SignUpContext,
  reads: SignUpReads,
  wanted: string | undefined,
  view: Omit<SignUpView, 'journey'>,
  more: Partial<WebResponse> = {},
): Promise<WebResponse> {
  const shown =
    (wanted && (await journeyView(context, reads, wanted))) ||
    (await journeyView(context, reads, context.defaultJourney))
  if (!shown) return troubleResponse(context.site, 'not-open')
  return pageResponse(() => signUpPage(shown.site, { ...view, journey: shown.journey }), more)
}
