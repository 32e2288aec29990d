import type { EmailTemplate } from '../../../../shared/contracts/published-journey.ts'
import { moduleEmailKinds, singleEmailKinds } from '../../../../shared/domain/email-kind-groups.ts'
import { type Hold, holdsOn, recalledModules } from '../../../../shared/domain/hold.ts'
import { currentAt, type WaitingVersion, waitingAt } from '../../../../shared/store/catalogue.ts'
import { journeyStore } from '../../../../shared/store/journeys.ts'
import type { StoredVersion } from '../../../../shared/store/stored-version.ts'
import { type Html, html } from '../../../../shared/web/html.ts'
import { pageResponse } from '../../../../shared/web/response.ts'
import { fillForPreview } from '../../../journeys/preview/fill.ts'
import { emailHeaders } from '../../../web/tool-headers.ts'
import { londonTime } from '../../command/london-time.ts'
import { noSuchJourney } from '../../current-journey.ts'
import { listVersions, standingOfVersion } from '../../journeys/versions.ts'
import { emailNames } from '../../learner/happened.ts'
import { peopleRows } from '../../people-now.ts'
import { OperatorProblem } from '../../problem.ts'
import { readStatus, type Status } from '../../status/status.ts'
import type { ConsoleContext, ConsoleRoutes } from '../console-context.ts'
import { consolePage } from '../views/frame.ts'
import { table } from '../views/table.ts'

/** Published journeys: their state, their versions, and every email as it is sent. */
export const journeyRoutes: ConsoleRoutes = {
  get: {
    '/journeys': async (_request, context) => {
      const { deps, at } = context
      const [status, listed] = await Promise.all([readStatus(deps), listVersions(deps)])
      const titles = new Map(listed.map(({ id, title }) => [id, title]))
      const rows = listed.map(({ id, title, version, latest, publishedAt, waiting }) => [
        html`<a class="govuk-link" href="${at(`/journeys/${id}/${version ?? waiting?.version}`)}">${title}</a>`,
        version ?? 'none yet',
        latest,
        publishedAt === undefined ? '' : context.time(publishedAt),
        version === undefined ? 'waits for its time' : stateOf(status.held, id, version),
      ])
      const columns = ['journey', 'current version', 'newest', 'last published', 'state']
      const main =
        rows.length === 0
          ? html`<p class="govuk-body">No journey is published yet.</p>`
          : html`${table({ caption: 'Published journeys', columns, rows })}
${listed.map(one => one.waiting && waitingHtml(context, one.id, one.waiting))}
${peopleTable(status, titles)}
<p class="app-ways"><a class="app-go" href="${at('/import')}">Import people</a></p>`
      return consolePage(context, { title: 'Journeys', section: 'Journeys', main })
    },
    '/journeys/{id}/{version}': async ({ params: { id = '', version } }, context) => {
      const read = await readVersion(context, id, Number(version))
      const [holds, versions] = await Promise.all([
        context.deps.holds.all(),
        journeyStore(context.deps.table).versions(id, context.deps.clock.now()),
      ])
      const main = versionHtml(context, read, { holds, versions })
      return consolePage(context, { title: read.head.journey.title, section: 'Journeys', main })
    },
    '/journeys/{id}/{version}/{key}': async ({ params: { id = '', version, key = '' } }, context) => {
      const email = await readEmail(context, id, Number(version), key)
      const own = `/journeys/${id}/${version}`
      const main = html`<p class="govuk-body">Version ${version}, ${key}. Its links lead nowhere.</p>
<div class="app-columns"><section aria-labelledby="as-html"><h2 class="govuk-heading-s" id="as-html">As most people see it</h2>
<iframe class="app-email" title="The email as HTML" src="${context.at(`${own}/${key}/alone`)}" sandbox=""></iframe></section>
<section aria-labelledby="as-text"><h2 class="govuk-heading-s" id="as-text">As text</h2>
<pre class="app-code app-email" tabindex="0">${email.text}</pre></section></div>
<p class="govuk-body"><a class="govuk-link" href="${context.at(own)}">Back to the journey</a></p>`
      return consolePage(context, { title: email.subject, section: 'Journeys', main })
    },
    '/journeys/{id}/{version}/{key}/alone': async ({ params: { id = '', version, key = '' } }, context) => {
      const email = await readEmail(context, id, Number(version), key)
      return pageResponse(() => email.html, { headers: emailHeaders('sandbox') })
    },
  },
  post: {},
}

function peopleTable({ journeys }: Status, titles: ReadonlyMap<string, string>): Html {
  const [first] = journeys
  if (!first) return html``
  const columns = ['journey', ...peopleRows(first.people).map(([name]) => name)]
  const rows = journeys.map(({ id, people }) => [
    titles.get(id) ?? id,
    ...peopleRows(people).map(([, count]) => count),
  ])
  return table({ caption: 'Where their people are now', columns, rows })
}

function stateOf(holds: readonly Hold[], id: string, version: number): string {
  const ownHolds = holdsOn(holds, { id, version }).filter(({ scope }) => 'journeyId' in scope)
  if (ownHolds.some(({ by }) => by === 'breaker')) return 'stopped: SES could not deliver it'
  return ownHolds.some(({ by }) => by === 'operator') ? 'held back' : 'running'
}

/** @throws OperatorProblem if there is no such journey, or no such version of it */
async function readVersion({ deps }: ConsoleContext, id: string, version: number) {
  const store = journeyStore(deps.table)
  const entry = await store.catalogued(id)
  if (!entry) throw noSuchJourney(id, await deps.library.list())
  if (!(version >= 1 && version <= entry.latest))
    throw new OperatorProblem(`${id} has versions from 1 to ${entry.latest}.`)
  if (!(await store.isWhole(id, version)))
    throw new OperatorProblem(
      `Version ${version} of ${id} broke off while it was published, so there is nothing to see. Nobody gets it. Publish again: that makes a version of its own.`,
    )
  const now = deps.clock.now()
  return {
    current: currentAt(entry, now)?.version,
    waiting: waitingAt(entry, now),
    version,
    head: await store.head(id, version),
  }
}

async function readEmail(context: ConsoleContext, id: string, version: number, key: string) {
  const { head } = await readVersion(context, id, version)
  const ofModules = head.journey.modules.flatMap(module =>
    moduleEmailKinds.map(kind => `${kind}.${module.id}`),
  )
  if (![...ofModules, ...singleEmailKinds].includes(key))
    throw new OperatorProblem(`There is no email "${key}".`)
  const store = journeyStore(context.deps.table)
  const template: EmailTemplate = await store.email(id, version, key)
  const moduleId = key.split('.')[1]
  const received = moduleId && (await store.email(id, version, `module.${moduleId}`)).subject
  const of = { journey: head.journey, language: head.sender.language }
  return fillForPreview(template, { ...of, ...(received && { received }) })
}

/** A version that waits for its publication time, with the link to cancel it. */
const waitingHtml = ({ at }: ConsoleContext, id: string, { version, from }: WaitingVersion): Html =>
  html`<p class="govuk-body">Version ${version} of ${id} waits: it is current from ${londonTime(from)} on, give or take a few seconds.</p>
<p class="app-ways"><a class="app-go" href="${at(`/journeys/${id}/waiting/cancel`)}">Take back version ${version} of ${id}</a></p>`

/** The state of one version of a journey. */
function standingWords(version: number, current: number | undefined): string {
  if (version === current) return ', which is current'
  return current === undefined ? '; none is current yet' : `; version ${current} is current`
}

function versionHtml(
  context: ConsoleContext,
  { current, waiting, head: { journey, sender }, version }: Awaited<ReturnType<typeof readVersion>>,
  { holds, versions }: { holds: readonly Hold[]; versions: readonly StoredVersion[] },
): Html {
  const { at } = context
  const { id, modules } = journey
  const email = (key: string, words: string, about: string) =>
    html`<a class="govuk-link" href="${at(`/journeys/${id}/${version}/${key}`)}">${words}<span class="govuk-visually-hidden"> ${about}</span></a>`
  const isCurrent = version === current
  const heldModules = recalledModules(holds, id)
  const moduleWay = (journeyId: string, module: string, title: string) => {
    const isHeld = heldModules.includes(module)
    const path = at(`/${isHeld ? 'release' : 'hold'}/module/${journeyId}/${module}`)
    return html`<a class="govuk-link" href="${path}">${isHeld ? 'Release' : 'Hold back'}<span class="govuk-visually-hidden"> ${title}</span></a>`
  }
  const isRunning = stateOf(holds, id, version) === 'running'
  return html`${waiting && waitingHtml(context, id, waiting)}<p class="govuk-body-l">Version ${version}${standingWords(version, current)}. From ${sender.from}.</p>
<p class="app-ways">${
    isCurrent
      ? html`<a class="app-go" href="${at(`/${isRunning ? 'hold' : 'release'}/journey/${id}`)}">${isRunning ? 'Hold back' : 'Release'} this journey</a>
<a class="app-go" href="${at(`/hold/version/${id}`)}">Hold back its next version once its first emails are out</a>`
      : html`<a class="app-go" href="${at(`/journeys/${id}/${version}/current`)}">Make version ${version} current</a>`
  }</p>
${table({
  caption: 'Modules',
  columns: ['module', 'id', 'its email', 'its reminders', ...(isCurrent ? ['its emails from now on'] : [])],
  rows: modules.map(({ id: module, title }) => [
    title,
    module,
    email(`module.${module}`, 'See it', title),
    html`${email(`reminder.${module}`, 'First', `for ${title}`)} ${email(`short-reminder.${module}`, 'Later', `for ${title}`)}`,
    ...(isCurrent ? [moduleWay(id, module, title)] : []),
  ]),
})}
<h2 class="govuk-heading-m">Emails about signing up</h2>
<ul class="govuk-list app-links">${singleEmailKinds.map(key => html`<li>${email(key, emailNames[key], '')}</li>\n`)}</ul>
<h2 class="govuk-heading-m">Versions</h2>
<ul class="app-choices" aria-label="Versions">${versions.map(one => versionItem(context, id, one, version))}</ul>`
}

/**
 * A version in the list of all, with its note.
 * @param shown the version whose page this is
 */
function versionItem({ at }: ConsoleContext, id: string, one: StoredVersion, shown: number): Html {
  const { version, whole } = one
  const standing = standingOfVersion(one)
  const words = `Version ${version}${standing === '' ? '' : `, ${standing}`}`
  if (!whole) return html`<li>${words}</li>\n`
  return html`<li><a class="govuk-link" href="${at(`/journeys/${id}/${version}`)}"${version === shown && html` aria-current="true"`}>${words}</a>${whole.note !== undefined && html`: ${whole.note}`}</li>\n`
}
