import { actionForm } from '../../../../shared/pages/components/action-form.ts'
import { errorSummary } from '../../../../shared/pages/components/error-summary.ts'
import { paragraphs } from '../../../../shared/pages/components/section.ts'
import { type Html, html } from '../../../../shared/web/html.ts'
import type { WebResponse } from '../../../../shared/web/response.ts'
import type { PostedForm } from '../../../web/tool-routes.ts'
import { nameOf } from '../../audited.ts'
import { counted } from '../../command/format.ts'
import { decideAll } from '../../moderation/decide-all.ts'
import { look } from '../../moderation/look.ts'
import { type Moderation, readModeration, riskCounted, untilRead } from '../../status/moderation.ts'
import type { ConsoleContext, ConsoleRoutes } from '../console-context.ts'
import { excerptsOf, readDecisions } from '../posted-decisions.ts'
import { decisionForm, decisionsTable, pathOf } from '../views/excerpts.ts'
import { consolePage } from '../views/frame.ts'
import { summaryList } from '../views/table.ts'
import { follow } from './work.ts'

/** The number of excerpts per page, so that the form stays below the console's size limit. */
const atOnce = 10
const section = 'Reflections'
const back = { path: '/reflections', words: 'Back to what learners share' }

/** Shared texts: the state of each journey, excerpts to read, and decisions on them. */
export const reflectionRoutes: ConsoleRoutes = {
  get: {
    '/reflections': async (_request, context) => {
      const [heads, all] = await Promise.all([context.deps.library.list(), readModeration(context.deps)])
      const cards = heads.map(({ journey: { id, title } }) => {
        const stands = all.find(one => one.journey === id)
        return journeyCard(context, { id, title }, stands)
      })
      const none = html`<p class="govuk-body">No journey is published yet.</p>`
      return consolePage(context, { title: section, section, main: cards.length > 0 ? html`${cards}` : none })
    },
  },
  post: {
    // Looking is recorded, so it is a button and not a link.
    '/reflections/{journey}': ({ params: { journey = '' }, form }, context) => {
      const atRisk = form.get('lane') === 'risk'
      const title = atRisk ? `Words of risk in ${journey}` : `Excerpts of ${journey} to read`
      return follow(context, {
        title,
        section,
        back,
        run: () => shownLook(context, { title, journey, atRisk }),
      })
    },
    '/reflections/{journey}/decisions': decisions,
  },
}

function journeyCard(
  context: ConsoleContext,
  { id, title }: { id: string; title: string },
  stands?: Moderation,
): Html {
  const turn = stands?.isOn ? 'off' : 'on'
  return html`<section class="app-card"><h2 class="govuk-heading-m">${title}</h2>
${summaryList([
  ['Sharing', sharingInWords(stands)],
  ['Who looked last', lookedInWords(context, stands)],
  ['Words of risk', riskInWords(context, stands)],
])}
<div class="app-ways">${readButton(context, id, false, title)}${readButton(context, id, true, title)}
<a class="app-go" href="${context.at(`${pathOf(id)}/${turn}`)}">Turn sharing ${turn}<span class="govuk-visually-hidden"> in ${title}</span></a></div></section>\n`
}

const readButton = ({ at }: ConsoleContext, journey: string, atRisk: boolean, about: string): Html =>
  actionForm({
    to: at(pathOf(journey)),
    hidden: { lane: atRisk ? 'risk' : 'sample' },
    button: {
      text: atRisk ? 'Read words of risk' : 'Read a sample',
      about: `of ${about}`,
      kind: 'secondary',
    },
  })

function sharingInWords(stands?: Moderation): string {
  if (stands?.unreadable !== undefined) return `Off ${untilRead(stands.unreadable)}`
  if (stands?.isRestored)
    return 'Off: this table was restored, and reconcile --after-restore has not taken in what was taken back since'
  return stands?.isOn ? 'On' : 'Off'
}

function lookedInWords({ time }: ConsoleContext, { lookedAt, lookedBy }: Partial<Moderation> = {}): string {
  if (lookedAt === undefined) return 'Nobody yet'
  return `${lookedBy === undefined ? 'Somebody' : nameOf(lookedBy)}, ${time(lookedAt)}`
}

function riskInWords(
  { time }: ConsoleContext,
  { riskWaiting = 0, riskSince }: Partial<Moderation> = {},
): string {
  if (riskSince === undefined) return 'None waits'
  const many = riskWaiting >= riskCounted ? `${riskCounted} excerpts or more wait` : waiting(riskWaiting)
  return `${many}, since ${time(riskSince)}`
}

const waiting = (many: number): string => `${counted(many, 'excerpt')} ${many === 1 ? 'waits' : 'wait'}`

async function shownLook(
  context: ConsoleContext,
  { title, ...wish }: { title: string; journey: string; atRisk: boolean },
) {
  const { deps } = context
  // Each look draws a new sample, so that excerpts that one moderator skips, or another is reading now, are not all
  // that is shown.
  const { toRead, remarks, none } = await look(deps, { ...wish, limit: atOnce, seed: `${deps.clock.now()}` })
  const main = toRead.length > 0 ? decisionForm(context, wish, toRead) : paragraphs([none])
  return { title, main: html`${paragraphs(remarks)}${main}` }
}

/** The decisions of a moderator. They are carried out if none is incomplete; otherwise the form is shown again. */
async function decisions(
  { params: { journey = '' }, form }: PostedForm,
  context: ConsoleContext,
): Promise<WebResponse> {
  const excerpts = await excerptsOf(context.deps, journey, form)
  const { chosen, errors } = readDecisions(form, excerpts)
  const atRisk = form.get('lane') === 'risk'
  if (Object.keys(errors).length > 0) {
    const main = html`${errorSummary('Something is missing', errors)}
${decisionForm(context, { journey, atRisk }, excerpts, { form, errors })}`
    return consolePage(context, { title: `Excerpts of ${journey} to read`, section, main, failed: true }, 400)
  }
  return follow(context, {
    title: `Decide on ${counted(chosen.length, 'excerpt')} of ${journey}`,
    section,
    back,
    run: async listener => {
      const decided = await decideAll(context.deps, chosen, listener)
      const main = html`${decisionsTable(context, decided)}${readButton(context, journey, atRisk, journey)}`
      return { title: `Decided on excerpts of ${journey}`, main }
    },
  })
}
