import { learnerPagesApp } from '../../functions/learner-pages/app.ts'
import { httpHandler } from '../../functions/runtime/http.ts'
import { signUpApp } from '../../functions/sign-up/app.ts'
import { addressHasher } from '../../shared/adapters/addresses.ts'
import { logUnreadable } from '../../shared/application/log-unreadable.ts'
import { barsBy } from '../../shared/application/reflections/barred.ts'
import type { FindMarks } from '../../shared/application/reflections/check-text.ts'
import { functionContracts } from '../../shared/contracts/functions.ts'
import { fallback, type HttpFunction, routes } from '../../shared/contracts/routes.ts'
import type { Instant } from '../../shared/domain/ids.ts'
import type { Site } from '../../shared/pages/site.ts'
import { barredStore } from '../../shared/store/barred.ts'
import { invitationStore } from '../../shared/store/invitations.ts'
import { limitStore } from '../../shared/store/limits.ts'
import { mailboxStore } from '../../shared/store/mailboxes.ts'
import { sentPageStore } from '../../shared/store/sent-pages.ts'
import { findPattern, segmentsOf } from '../../shared/web/path-pattern.ts'
import { circleParts } from '../../tools/simulation/circle-parts.ts'
import { readingOwnRows } from '../../tools/simulation/own-rows.ts'
import { World } from '../../tools/simulation/world.ts'
import { aSite } from './a-site.ts'
import { aContext, formPost, httpEvent, type Sent } from './http-event.ts'

const secret = JSON.stringify({ key: 'for-the-simulation-only' })

export interface Received {
  status: number
  headers: Readonly<Record<string, unknown>>
  body: string
}

/** What a test may want otherwise. */
export interface WebsiteOptions {
  networkBudget?: number
  /** Counts what the functions ask of the table. */
  deps?: World['deps']
  table?: World['table']
  site?: Site
  /** Finds what a text has to be looked at again for. */
  findMarks?: FindMarks
}

/** The pages of a world: both HTTP functions, asked as API Gateway asks them. */
export function website(
  world: World,
  {
    networkBudget = 1000,
    deps: given,
    table = world.table,
    site = aSite,
    findMarks = async () => [],
  }: WebsiteOptions = {},
) {
  const depsOf = (name: HttpFunction) => given ?? world.asFunction(name)
  const rowsOf = (name: HttpFunction) => readingOwnRows(table, functionContracts[name].rowsRead)
  const addresses = addressHasher(secret)
  const onUnreadable = logUnreadable(depsOf('learner-pages').log)
  const circles = circleParts(rowsOf('learner-pages'), world.clock, onUnreadable)
  const signUp = httpHandler(
    signUpApp(
      {
        site: { ...site, stylesheet: '/assets/shiftworks-0123456789ab.css' },
        defaultJourney: 'sample',
        otherWebsites: { own: aSite.publicUrl, allowed: ['https://www.example.org'] },
        returnUrls: ['https://www.example.org/learn/'],
        stylesheet: 'body{}',
        openApi: '{}',
        securityContact: 'security@example.org',
        clock: world.clock,
      },
      depsOf('sign-up').log,
      async () => ({
        ...depsOf('sign-up'),
        addresses,
        table: rowsOf('sign-up'),
        sentPages: sentPageStore(rowsOf('sign-up')),
        invitations: invitationStore(rowsOf('sign-up')),
        limits: limitStore(rowsOf('sign-up')),
        networkBudget,
      }),
    ),
  )
  const learnerPages = httpHandler(
    learnerPagesApp(site, depsOf('learner-pages').log, async () => ({
      ...depsOf('learner-pages'),
      addresses: async () => addresses,
      mailboxes: mailboxStore(rowsOf('learner-pages')),
      invitations: invitationStore(rowsOf('learner-pages')),
      ...circles,
      bars: barsBy({
        ...depsOf('learner-pages'),
        addresses: async () => addresses,
        barred: barredStore(rowsOf('learner-pages')),
      }),
      findMarks,
      onUnreadable,
    })),
  )
  const handlers = { 'sign-up': signUp, 'learner-pages': learnerPages }

  return async (sent: Sent): Promise<Received> => {
    const handler = handlers[functionFor(sent)]
    const { statusCode = 0, headers = {}, body = '' } = await handler(httpEvent(sent), aContext)
    return { status: statusCode, headers, body }
  }
}

/** A world from this moment on in which the sample journey is published, and its pages. */
export async function publishedWebsite(at: Instant) {
  const world = new World(at)
  await world.publish()
  return { world, send: website(world) }
}

/** The same pages as a browser shows them: where a press sends it on, it looks there. */
export function browsing(send: ReturnType<typeof website>): typeof send {
  return async sent => {
    const answer = await send(sent)
    const to = answer.status === 303 ? String(answer.headers['Location']) : ''
    return to.startsWith('/') ? send({ url: to }) : answer
  }
}

/** Who is asked, as API Gateway has it. */
function functionFor({ method = 'GET', url = '/' }: Sent): HttpFunction {
  const path = url.replace(/\?.*/, '')
  const routed = routes.filter(route => route.method === method)
  const found = findPattern(
    routed.map(route => route.path),
    segmentsOf(path),
  )
  return routed.find(route => route.path === found?.pattern)?.function ?? fallback
}

/** Where the way on to “My journey” leads from a page; undefined where there is none. */
export const wayToMyJourney = (body: string): string | undefined =>
  /href="(\/my-journey\?t=[^"]+)"/.exec(body)?.[1]

/** A link of the newest email to somebody: its path with its query. */
export function mailedLink(world: World, to: string, placeholder: string): string {
  const value = world.inbox(to).findLast(email => placeholder in email.data)?.data[placeholder]
  if (!value) throw new Error(`No email to ${to} holds ${placeholder}.`)
  return value.replace(aSite.publicUrl, '').replace(/#.*/, '')
}

/** The token in such a link. */
export const tokenOf = (link: string): string => new URLSearchParams(link.split('?')[1]).get('t') ?? ''

/** Everything stored, to compare before and after: what changes nothing leaves this as it is. */
export const stored = (world: World): string =>
  JSON.stringify([...world.table.rows].sort(([a], [b]) => (a < b ? -1 : 1)))

/** The press that asks for another address, behind a private link. */
export const addressPost = (privateLink: string, email: string): Sent =>
  formPost('/change-address', { t: tokenOf(privateLink), email })
