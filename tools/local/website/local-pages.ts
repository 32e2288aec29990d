import { readFileSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { html } from '../../../shared/web/html.ts'
import type { WebRequest } from '../../../shared/web/request.ts'
import { type RequestTrouble, statusOfTrouble } from '../../../shared/web/request.ts'
import { fileResponse, type WebResponse } from '../../../shared/web/response.ts'
import { answer, type WebApp } from '../../../shared/web/router.ts'
import { type WrittenResponse, writeResponse } from '../../../shared/web/write-response.ts'
import { requestHead, withBody } from '../../web/node-http.ts'
import { toolHeaders } from '../../web/tool-headers.ts'
import { formRoutes, joined } from '../../web/tool-routes.ts'
import { apiRoutes, noSuchApi } from './api.ts'
import { clockRoutes } from './clock-page.ts'
import { emailRoutes } from './email-pages.ts'
import { eventRoutes } from './events-page.ts'
import { faultRoutes } from './faults-page.ts'
import type { Inspected } from './inspected.ts'
import { learnerRoutes } from './learner-pages.ts'
import { logRoutes } from './log-page.ts'
import { localPage } from './page-frame.ts'

const base = '/_local'

/** In bytes; far more than these forms need. */
const maxBodyBytes = 64 * 1024

const pages = joined([emailRoutes, learnerRoutes, eventRoutes, clockRoutes, logRoutes, faultRoutes])
const stylesheet = fileResponse('text/css', readFileSync(join(import.meta.dirname, 'local.css'), 'utf8'))

/** Serves everything below `/_local/`. None of it is deployed. */
export function localPages(local: Inspected): (incoming: IncomingMessage) => Promise<WrittenResponse> {
  const inspected = async () => local
  const app: WebApp<Inspected, Inspected> = {
    reads: inspected,
    writes: inspected,
    get: { ...pages.get, ...apiRoutes.get, '/style.css': () => stylesheet },
    post: { ...formRoutes(pages.post), ...apiRoutes.post },
    delete: apiRoutes.delete,
    maxBodyBytes,
    refuse: (trouble, request) => refuse(local, trouble, request),
  }
  return async incoming => {
    const request = await withBody(requestHead(incoming, base), incoming, maxBodyBytes)
    return writeResponse(await answer(app, request), request, toolHeaders)
  }
}

function refuse(
  local: Inspected,
  trouble: RequestTrouble,
  { method, segments: [first, ...rest] }: WebRequest,
): WebResponse {
  if (first === 'api') return noSuchApi(method, rest.join('/'))
  const back = html`<a href="/_local/">Go to the inbox</a>.`
  if (trouble === 'not-found' || trouble === 'wrong-method')
    return localPage(local, 'Not here', html`<p>There is no such page. ${back}</p>`, 404)
  const status = statusOfTrouble[trouble]
  return localPage(
    local,
    'Not read',
    html`<p>The form cannot be read, and nothing was done. ${back}</p>`,
    status,
  )
}
