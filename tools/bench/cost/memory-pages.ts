import type { APIGatewayProxyEventV2, Context } from 'aws-lambda'
import { learnerPagesApp } from '../../../functions/learner-pages/app.ts'
import { httpHandler } from '../../../functions/runtime/http.ts'
import { signUpApp } from '../../../functions/sign-up/app.ts'
import { logUnreadable } from '../../../shared/application/log-unreadable.ts'
import { barsBy } from '../../../shared/application/reflections/barred.ts'
import { marksBy } from '../../../shared/application/reflections/marks.ts'
import { barredStore } from '../../../shared/store/barred.ts'
import { invitationStore } from '../../../shared/store/invitations.ts'
import { limitStore } from '../../../shared/store/limits.ts'
import { mailboxStore } from '../../../shared/store/mailboxes.ts'
import { sentPageStore } from '../../../shared/store/sent-pages.ts'
import { en } from '../../../shared/texts/en.ts'
import { circleParts } from '../../simulation/circle-parts.ts'
import type { World } from '../../simulation/world.ts'

export const publicUrl = 'https://learn.example.org'

/** The client is a browser, which prefers a page. */
const accept: Record<string, string> = { accept: 'text/html' }

/** The fields of API Gateway's event that the functions read (payload format 2.0). */
function eventFor(path: string, form?: Readonly<Record<string, string>>): APIGatewayProxyEventV2 {
  const [rawPath = '', rawQueryString = ''] = path.split('?')
  const method = form ? 'POST' : 'GET'
  return {
    rawPath,
    rawQueryString,
    routeKey: `${method} ${rawPath}`,
    headers: form ? { ...accept, 'content-type': 'application/x-www-form-urlencoded' } : accept,
    requestContext: { http: { method, path: rawPath, sourceIp: '192.0.2.1' } },
    isBase64Encoded: form !== undefined,
    ...(form && { body: Buffer.from(String(new URLSearchParams(form))).toString('base64') }),
  } as APIGatewayProxyEventV2
}

/** Both HTTP functions with a world in memory, called as API Gateway calls them. */
export function memoryPages(world: World) {
  const { addresses, deps } = world
  const site = {
    texts: en,
    textsIn: () => en,
    publicUrl,
    stylesheet: '/assets/shiftworks-0123456789ab.css',
    operator: { organisation: 'Benchmark', contact: 'bench@example.org' },
  }
  const circles = circleParts(world.table, world.clock)
  const handlers = {
    'sign-up': httpHandler(
      signUpApp(
        {
          site,
          defaultJourney: 'shiftworks',
          otherWebsites: { own: publicUrl, allowed: [] },
          returnUrls: [],
          stylesheet: 'body{}',
          openApi: '{}',
          securityContact: 'bench@example.org',
          clock: world.clock,
        },
        deps.log,
        async () => ({
          ...deps,
          addresses,
          table: world.table,
          sentPages: sentPageStore(world.table),
          invitations: invitationStore(world.table),
          limits: limitStore(world.table),
          networkBudget: 1_000_000,
        }),
      ),
    ),
    'learner-pages': httpHandler(
      learnerPagesApp(site, deps.log, async () => ({
        ...deps,
        addresses: async () => addresses,
        mailboxes: mailboxStore(world.table),
        invitations: invitationStore(world.table),
        ...circles,
        bars: barsBy({ ...deps, addresses: async () => addresses, barred: barredStore(world.table) }),
        findMarks: marksBy(deps.library),
        onUnreadable: logUnreadable(deps.log),
      })),
    ),
  }
  return async (who: keyof typeof handlers, path: string, form?: Readonly<Record<string, string>>) => {
    const { statusCode = 0, headers, body = '' } = await handlers[who](eventFor(path, form), {} as Context)
    const location = headers?.['Location']
    return { status: statusCode, text: body, location: typeof location === 'string' ? location : undefined }
  }
}
