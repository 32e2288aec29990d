import { readFileSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { html } from '../../../shared/web/html.ts'
import { timeIn } from '../command/style.ts'
import type { OperatorDeps } from '../deps.ts'
import { problemOf } from '../problem-of.ts'
import type { ConsoleDesk, Handler, Handlers } from './desk.ts'
import { DryRuns } from './dry-runs.ts'
import { type Answer, fileAnswer, htmlAnswer, plainAnswer } from './http/answer.ts'
import type { Guard } from './http/guard.ts'
import { type ConsoleRequest, readRequest } from './http/request.ts'
import { auditHandlers } from './pages/audit.ts'
import { deadLetterChangeHandlers } from './pages/dead-letter-changes.ts'
import { deadLetterHandlers } from './pages/dead-letters.ts'
import { pauseHandlers } from './pages/holds.ts'
import { journeyChangeHandlers } from './pages/journey-changes.ts'
import { journeyHandlers } from './pages/journeys.ts'
import { learnerHandlers } from './pages/learner.ts'
import { learnerChangeHandlers } from './pages/learner-changes.ts'
import { notHere } from './pages/not-here.ts'
import { overviewHandlers } from './pages/overview.ts'
import { replayHandlers } from './pages/replay.ts'
import { replayChangeHandlers } from './pages/replay-changes.ts'
import { workHandlers } from './pages/work.ts'
import { consoleStylesheet } from './stylesheet.ts'
import { frame } from './views/frame.ts'
import { Works } from './works.ts'

/** What a console stands on, and who may use it. */
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
  ...pauseHandlers,
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
}

/** Answers requests to the console. @throws only what is a bug. */
export function consoleApp(options: ConsoleOptions): (incoming: IncomingMessage) => Promise<Answer> {
  const { css, fileName } = consoleStylesheet()
  const files = new Map([
    [fileName, fileAnswer('text/css', css)],
    ['live.js', fileAnswer('text/javascript', script)],
  ])
  const works = new Works(options.report)
  const dryRuns = new DryRuns()
  let who: string | undefined
  const openDesk = async (): Promise<ConsoleDesk> => {
    const { base, zone } = options
    const deps = await options.open()
    who ??= await deps.who()
    const at = (path: string) => `${base}${path}`
    const kept = { works, dryRuns, stylesheet: fileName }
    return { deps, at, zone, time: timeIn(zone), who, ...kept }
  }
  return async incoming => {
    for (const guard of options.guards) {
      const refusal = guard(incoming)
      if (refusal) return refusal
    }
    const request = await readRequest(incoming, options.base)
    if ('refused' in request) return request.refused
    return files.get(request.path.join('/')) ?? answer(request, openDesk)
  }
}

function handlerOf({ method, path }: ConsoleRequest): Handler {
  const fits = (pattern: string): boolean => {
    const [of, address = ''] = pattern.split(' ')
    const parts = address.split('/').filter(Boolean)
    return (
      of === method &&
      parts.length === path.length &&
      parts.every((part, i) => part === '*' || part === path[i])
    )
  }
  return Object.entries(pages).find(([pattern]) => fits(pattern))?.[1] ?? notHere
}

async function answer(request: ConsoleRequest, open: () => Promise<ConsoleDesk>): Promise<Answer> {
  let desk: ConsoleDesk | undefined
  try {
    desk = await open()
    return await handlerOf(request)(request, desk)
  } catch (error) {
    const problem = problemOf(error)
    if (!problem) throw error
    if (!desk) return plainAnswer(502, problem.message)
    const main = html`<p class="govuk-body-l">${problem.message}</p>`
    return htmlAnswer(frame(desk, { title: 'That cannot be done', main, failed: true }), 400)
  }
}
