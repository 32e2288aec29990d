import { readFileSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { html } from '../../../shared/pages/html.ts'
import { timeIn } from '../command/style.ts'
import type { OperatorDeps } from '../deps.ts'
import { problemOf } from '../problem-of.ts'
import type { ConsoleDesk, Handler, Handlers } from './desk.ts'
import { DryRuns } from './dry-runs.ts'
import { type Answer, fileAnswer, htmlAnswer } from './http/answer.ts'
import type { Guard } from './http/guard.ts'
import { type ConsoleRequest, readRequest } from './http/request.ts'
import { auditHandlers } from './pages/audit.ts'
import { deadLetterChangeHandlers } from './pages/dead-letter-changes.ts'
import { deadLetterHandlers } from './pages/dead-letters.ts'
import { journeyChangeHandlers } from './pages/journey-changes.ts'
import { journeyHandlers } from './pages/journeys.ts'
import { learnerHandlers } from './pages/learner.ts'
import { learnerChangeHandlers } from './pages/learner-changes.ts'
import { notHere } from './pages/not-here.ts'
import { overviewHandlers } from './pages/overview.ts'
import { replayHandlers } from './pages/replay.ts'
import { replayChangeHandlers } from './pages/replay-changes.ts'
import { switchHandlers } from './pages/switches.ts'
import { workHandlers } from './pages/work.ts'
import { consoleStylesheet } from './stylesheet.ts'
import { frame } from './views/frame.ts'
import { Works } from './works.ts'

export interface ConsoleOptions {
  /** The system, opened anew or remembered. */
  open: () => Promise<OperatorDeps>
  /** Where the console is, without a slash at its end: empty, or `/_local/console`. */
  base: string
  /** The operator's zone, as an IANA name. */
  zone: string
  /** Who comes in, each asked in turn. */
  guards: readonly Guard[]
  /** Told of bugs. */
  report: (error: unknown) => void
}

const script = readFileSync(join(import.meta.dirname, 'live.js'), 'utf8')

const pages: Handlers = {
  ...overviewHandlers,
  ...switchHandlers,
  ...learnerHandlers,
  ...learnerChangeHandlers,
  ...replayHandlers,
  ...replayChangeHandlers,
  ...deadLetterHandlers,
  ...deadLetterChangeHandlers,
  ...journeyChangeHandlers,
  ...journeyHandlers,
  ...auditHandlers,
  ...workHandlers,
  'GET live.js': () => fileAnswer('text/javascript', script),
}

/** Answers requests to the console. @throws only what is a bug. */
export function consoleApp(options: ConsoleOptions): (incoming: IncomingMessage) => Promise<Answer> {
  const { css, fileName } = consoleStylesheet()
  const handlers: Handlers = { ...pages, [`GET ${fileName}`]: () => fileAnswer('text/css', css) }
  const works = new Works(options.report)
  const dryRuns = new DryRuns()
  const openDesk = async (): Promise<ConsoleDesk> => {
    const { base, zone } = options
    const deps = await options.open()
    const at = (path: string) => `${base}${path}`
    const kept = { works, dryRuns, stylesheet: fileName }
    return { deps, at, zone, time: timeIn(zone), who: await deps.who(), ...kept }
  }
  return async incoming => {
    for (const guard of options.guards) {
      const refusal = guard(incoming)
      if (refusal) return refusal
    }
    const request = await readRequest(incoming, options.base)
    return answer(request, handlerOf(handlers, request), openDesk)
  }
}

function handlerOf(handlers: Handlers, { method, path }: ConsoleRequest): Handler | undefined {
  const fits = (pattern: string): boolean => {
    const [of, address = ''] = pattern.split(' ')
    const parts = address.split('/').filter(Boolean)
    return (
      of === method &&
      parts.length === path.length &&
      parts.every((part, i) => part === '*' || part === path[i])
    )
  }
  return Object.entries(handlers).find(([pattern]) => fits(pattern))?.[1]
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
    const problem = problemOf(error)
    if (!problem) throw error
    const main = html`<p class="govuk-body-l">${problem.message}</p>`
    return htmlAnswer(frame(desk, { title: 'That cannot be done', main, failed: true }), 400)
  }
}
