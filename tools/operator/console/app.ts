import type { IncomingMessage } from 'node:http'
import { html } from '../../../shared/pages/html.ts'
import { awsProblem } from '../aws/aws-problem.ts'
import { timeIn } from '../command/style.ts'
import type { OperatorDeps } from '../deps.ts'
import { OperatorProblem } from '../problem.ts'
import type { ConsoleDesk, Handler, Handlers } from './desk.ts'
import { type Answer, fileAnswer, htmlAnswer } from './http/answer.ts'
import type { Guard } from './http/guard.ts'
import { type ConsoleRequest, readRequest } from './http/request.ts'
import { auditHandlers } from './pages/audit.ts'
import { overviewHandlers } from './pages/overview.ts'
import { consoleStylesheet } from './stylesheet.ts'
import { frame } from './views/frame.ts'

export interface ConsoleOptions {
  /** The system, opened anew or remembered. */
  open: () => Promise<OperatorDeps>
  /** Where the console is, without a slash at its end: empty, or `/_local/console`. */
  base: string
  /** The operator's zone, as an IANA name. */
  zone: string
  /** Who comes in, each asked in turn. */
  guards: readonly Guard[]
}

/** Answers requests to the console. @throws only what is a bug. */
export function consoleApp(options: ConsoleOptions): (incoming: IncomingMessage) => Promise<Answer> {
  const { css, fileName } = consoleStylesheet()
  const files: Handlers = { [`GET ${fileName}`]: () => fileAnswer('text/css', css) }
  const handlers: Handlers = { ...overviewHandlers, ...auditHandlers, ...files }
  return async incoming => {
    for (const guard of options.guards) {
      const refusal = guard(incoming)
      if (refusal) return refusal
    }
    const request = await readRequest(incoming, options.base)
    return answer(request, handlerOf(handlers, request), () => openDesk(options, fileName))
  }
}

/** The handler of this very path, or of all that is below its first part. */
function handlerOf(handlers: Handlers, { method, path }: ConsoleRequest): Handler | undefined {
  return handlers[`${method} ${path.join('/')}`] ?? handlers[`${method} ${path[0]}/*`]
}

async function openDesk({ open, base, zone }: ConsoleOptions, stylesheet: string): Promise<ConsoleDesk> {
  const deps = await open()
  const at = (path: string) => `${base}${path}`
  return { deps, at, zone, time: timeIn(zone), stylesheet, who: await deps.who() }
}

async function answer(
  request: ConsoleRequest,
  handler: Handler | undefined,
  open: () => Promise<ConsoleDesk>,
): Promise<Answer> {
  const desk = await open()
  try {
    return await (handler ?? notHere)(request, desk)
  } catch (error) {
    const problem = error instanceof OperatorProblem ? error : awsProblem(error)
    if (!problem) throw error
    const main = html`<p class="govuk-body-l">${problem.message}</p>`
    return htmlAnswer(frame(desk, { title: 'That cannot be done', main, failed: true }), 400)
  }
}

const notHere: Handler = (_request, desk) => {
  const main = html`<p class="govuk-body">There is no such page. <a class="govuk-link" href="${desk.at('/')}">Go to the overview</a>.</p>`
  return htmlAnswer(frame(desk, { title: 'Not here', main }), 404)
}
