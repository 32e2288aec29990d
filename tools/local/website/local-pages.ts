import type { IncomingMessage } from 'node:http'
import { html } from '../../../shared/web/html.ts'
import type { WrittenResponse } from '../../../shared/web/write-response.ts'
import { apiHandlers } from './api.ts'
import { clockHandlers } from './clock-page.ts'
import { emailHandlers } from './email-pages.ts'
import { eventHandlers } from './events-page.ts'
import { faultHandlers } from './faults-page.ts'
import type { Inspected } from './inspected.ts'
import { learnerHandlers } from './learner-pages.ts'
import { type Handler, jsonAnswer, type LocalRequest, page, readLocalRequest } from './local-request.ts'
import { logHandlers } from './log-page.ts'
import { frame } from './page-frame.ts'
import { stylesheet } from './stylesheet.ts'

/** Answers everything below `/_local/`. None of it exists in what is deployed. */
export function localPages(local: Inspected): (request: IncomingMessage) => Promise<WrittenResponse> {
  const api = apiHandlers(local)
  const pages: Record<string, Handler> = {
    ...emailHandlers(local),
    ...learnerHandlers(local),
    ...eventHandlers(local),
    ...clockHandlers(local),
    ...logHandlers(local),
    ...faultHandlers(local),
    'GET style.css': () => stylesheet,
  }
  return async incoming => {
    const request = await readLocalRequest(incoming)
    const [first = '', second = ''] = request.path
    if (first === 'api') return answerApi(api, request, second)
    const handler = pages[`${request.method} ${first}`]
    return handler ? handler(request) : page(notFound(local), 404)
  }
}

function answerApi(
  api: Record<string, Handler>,
  request: LocalRequest,
  name: string,
): WrittenResponse | Promise<WrittenResponse> {
  const handler = api[`${request.method} ${name}`]
  if (handler) return handler(request)
  return jsonAnswer(404, {
    error: `There is no ${request.method} /_local/api/${name}. There are: ${Object.keys(api).join(', ')}.`,
  })
}

const notFound = (local: Inspected): string =>
  frame(local, 'Not here', html`<p>There is no such page. <a href="/_local/">Go to the inbox</a>.</p>`)
