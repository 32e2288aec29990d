import { readFileSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import type { BodyTrouble } from '../../../shared/web/body.ts'
import { html } from '../../../shared/web/html.ts'
import type { WebRequest } from '../../../shared/web/request.ts'
import { type RequestTrouble, statusOfTrouble } from '../../../shared/web/request.ts'
import { fileResponse, textResponse, type WebResponse } from '../../../shared/web/response.ts'
import { answer } from '../../../shared/web/router.ts'
import { type WrittenResponse, writeResponse } from '../../../shared/web/write-response.ts'
import { requestHead, withBody } from '../../web/node-http.ts'
import { toolHeaders } from '../../web/tool-headers.ts'
import { formRoutes, joined } from '../../web/tool-routes.ts'
import { problemOf } from '../aws/aws-problem.ts'
import { timeIn } from '../command/style.ts'
import type { OperatorDeps } from '../deps.ts'
import type { Operation } from '../operations/operation.ts'
import type { ConsoleContext } from './console-context.ts'
import { DryRuns } from './dry-runs.ts'
import type { Guard } from './http/guard.ts'
import { formLinks, operationRoutes } from './operation-routes.ts'
import { workRoutes } from './pages/work.ts'
import { consoleStylesheet } from './stylesheet.ts'
import { consolePage, notHere } from './views/frame.ts'
import { Works } from './works.ts'

/** The dependencies of a console, and its guards. */
export interface ConsoleOptions {
  /** The operations of the console. */
  operations: readonly Operation[]
  /** The system, newly opened or cached. */
  open: () => Promise<OperatorDeps>
  /** The console's base path without a trailing slash: empty, or `/_local/console`. */
  base: string
  /** The operator's zone, as an IANA name. */
  zone: string
  /** Checks of each request, in order. */
  guards: readonly Guard[]
  /** Called with bugs. */
  report: (error: unknown) => void
}

const script = readFileSync(join(import.meta.dirname, 'live.js'), 'utf8')

/** The largest form of the console, in bytes. */
const maxBodyBytes = 64 * 1024

async function routesOf(operations: readonly Operation[]) {
  const { get, post } = joined([await operationRoutes(operations), workRoutes])
  return { get, post: formRoutes(post), maxBodyBytes }
}

/**
 * Handles requests to the console.
 * @throws bugs only
 */
export function consoleApp(options: ConsoleOptions): (incoming: IncomingMessage) => Promise<WrittenResponse> {
  const { css, fileName } = consoleStylesheet()
  const files = new Map([
    [fileName, fileResponse('text/css', css)],
    ['live.js', fileResponse('text/javascript', script)],
  ])
  const open = contextOpener(options, fileName)
  const routes = routesOf(options.operations)
  const enter = async (incoming: IncomingMessage, request: WebRequest): Promise<WebResponse> => {
    for (const guard of options.guards) {
      const rejection = guard(request, incoming.method ?? '')
      if (rejection) return rejection
    }
    const file = files.get(request.segments.join('/'))
    return file ?? respond(await withForm(request, incoming), await routes, open)
  }
  return async incoming => {
    const request = requestHead(incoming, options.base)
    return writeResponse(await enter(incoming, request), request, toolHeaders)
  }
}

function contextOpener(options: ConsoleOptions, stylesheet: string): () => Promise<ConsoleContext> {
  const kept = {
    works: new Works(options.report),
    dryRuns: new DryRuns(),
    stylesheet,
    links: formLinks(options.operations),
  }
  let who: string | undefined
  return async () => {
    const { base, zone } = options
    const deps = await options.open()
    who ??= await deps.who()
    const at = (path: string) => `${base}${path}`
    return { deps, at, zone, time: timeIn(zone), who, ...kept }
  }
}

/** Adds a missing Content-Type. Programs often omit it, and the console accepts only forms. */
async function withForm(request: WebRequest, incoming: IncomingMessage): Promise<WebRequest> {
  const read = await withBody(request, incoming, maxBodyBytes)
  const contentType = read.posted.contentType ?? 'application/x-www-form-urlencoded'
  return { ...read, posted: { ...read.posted, contentType } }
}

async function respond(
  request: WebRequest,
  routed: Awaited<ReturnType<typeof routesOf>>,
  openContext: () => Promise<ConsoleContext>,
): Promise<WebResponse> {
  let context: ConsoleContext | undefined
  const open = async () => {
    context ??= await openContext()
    return context
  }
  const refuse = async (trouble: RequestTrouble) =>
    trouble === 'not-found' || trouble === 'wrong-method' ? notHere(await open()) : formTrouble[trouble]
  try {
    return await answer({ ...routed, reads: open, writes: open, refuse }, request)
  } catch (error) {
    const problem = problemOf(error)
    if (!problem) throw error
    if (!context) return textResponse(502, problem.message)
    const main = html`<p class="govuk-body-l">${problem.message}</p>`
    return consolePage(context, { title: 'That cannot be done', main, failed: true }, 400)
  }
}

const unreadable = textResponse(
  statusOfTrouble['bad-request'],
  'The form breaks off, or is not in UTF-8. Nothing was done. Send it once more.',
)

const formTrouble: Readonly<Record<BodyTrouble, WebResponse>> = {
  'bad-request': unreadable,
  'wrong-encoding': unreadable,
  'too-large': textResponse(
    statusOfTrouble['too-large'],
    `The form holds more than ${maxBodyBytes / 1024} KB. Nothing was done.`,
  ),
  unsupported: textResponse(
    statusOfTrouble.unsupported,
    'The console takes nothing but forms. Nothing was done.',
  ),
}
