import type { JourneyId } from '../../shared/domain/ids.ts'
import { sectors } from '../../shared/domain/sectors.ts'
import { peopleIn } from '../../shared/domain/together.ts'
import {
  type JourneysView,
  journeysPage,
  type OfferedJourney,
  unknownJourneyPage,
} from '../../shared/pages/journeys.ts'
import { type SignUpView, signUpPage } from '../../shared/pages/sign-up.ts'
import { inLanguage, type Site } from '../../shared/pages/site.ts'
import type { Head } from '../../shared/store/journeys.ts'
import { joiningTextsFor } from '../../shared/texts/joining-texts-for.ts'
import { pageResponse, type WebResponse } from '../../shared/web/response.ts'
import { problemDetails, troubleResponse } from '../runtime/http/trouble.ts'
import type { SignUpContext, SignUpReads } from './context.ts'

/** The site in the language of the requested journey, or of the default one. */
export async function siteOf(
  { site, defaultJourney }: SignUpContext,
  { library }: SignUpReads,
  wanted: string | undefined,
): Promise<Site> {
  const head = (wanted && (await library.head(wanted))) || (await library.head(defaultJourney))
  return inLanguage(site, head ? head.sender.language : undefined)
}

const forEverybody = ({ journey }: Head) => journey.modules.filter(module => !module.onlyFor)

const about = ({ about }: Head) => (about === undefined ? {} : { about })

/** Every journey that people can sign up for, the default one first. */
async function offered(
  { defaultJourney }: SignUpContext,
  { library }: SignUpReads,
): Promise<OfferedJourney[]> {
  const isDefault = (head: Head) => head.journey.id === defaultJourney
  const heads = (await library.list()).toSorted(
    (a, b) =>
      Number(isDefault(b)) - Number(isDefault(a)) || a.journey.title.localeCompare(b.journey.title, 'en'),
  )
  return heads.map(head => ({
    id: head.journey.id,
    title: head.journey.title,
    language: head.sender.language,
    modules: forEverybody(head).length,
    ...about(head),
  }))
}

const asShown = (head: Head): SignUpView['journey'] => ({
  id: head.journey.id,
  title: head.journey.title,
  modules: forEverybody(head).map(module => module.title),
  ...about(head),
})

/** The parts of the page that do not come from the journey. */
type Around = Omit<SignUpView, 'journey' | 'others' | 'together'>

/** The number of people in a journey, as of its last closing. */
async function inNumbers({ library }: SignUpReads, id: JourneyId): Promise<SignUpView['together']> {
  const together = await library.together(id)
  const people = together ? peopleIn(together) : 0
  if (!together || people === 0) return undefined
  return { people, sectors: sectors.filter(sector => together.people[sector] !== undefined).length }
}

/**
 * The page with the form for a journey, in its language; for the default journey if none is named. An unknown journey
 * gets a page that says so.
 * @param wanted the journey in an address or form, unvalidated.
 */
export async function firstPage(
  context: SignUpContext,
  reads: SignUpReads,
  wanted: string | undefined,
  view: Around,
  more: Partial<WebResponse> = {},
): Promise<WebResponse> {
  const journeys = await offered(context, reads)
  const id: JourneyId = wanted || context.defaultJourney
  const head = await reads.library.head(id)
  if (head) {
    const others = journeys.filter(one => one.id !== id)
    const site = inLanguage(context.site, head.sender.language)
    const together = await inNumbers(reads, id)
    const shown = { ...view, journey: asShown(head), others, ...(together && { together }) }
    return pageResponse(() => signUpPage(site, shown), more)
  }
  const token = view.values?.['link']?.[0]
  if (!wanted || journeys.length === 0) return catalogue(context, reads, token, more)
  return unknownJourney(context.site, { journeys, token }, more)
}

function unknownJourney(
  site: Site,
  view: JourneysView,
  { status = 404, json }: Partial<WebResponse>,
): WebResponse {
  const { unknown } = joiningTextsFor(site.texts.language).journeys
  return {
    status,
    page: () => unknownJourneyPage(site, view),
    json: json ?? (() => problemDetails(status, unknown)),
  }
}

/**
 * All journeys that people can sign up for.
 * @param token of the link with which the visitor came.
 */
export async function catalogue(
  context: SignUpContext,
  reads: SignUpReads,
  token: string | undefined,
  more: Partial<WebResponse>,
): Promise<WebResponse> {
  const journeys = await offered(context, reads)
  if (journeys.length === 0) return troubleResponse(context.site, 'not-open')
  const site = await siteOf(context, reads, undefined)
  return pageResponse(() => journeysPage(site, { journeys, token }), more)
}
