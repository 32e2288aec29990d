import { bytesOf, jsonBody } from '../../../shared/web/body.ts'
import { fileResponse, type WebResponse } from '../../../shared/web/response.ts'
import type { PostedRequest, ReadRoute, WriteRoute } from '../../../shared/web/router.ts'
import { WrongFault } from '../functions/faults.ts'
import type { Inspected } from './inspected.ts'
import { jump, WrongJump } from './jump.ts'

/** A JSON response, indented for people. */
const jsonResponse = (status: number, value: unknown): WebResponse =>
  fileResponse('application/json', `${JSON.stringify(value, null, 2)}\n`, { status })

type Routes<Route> = Readonly<Record<string, Route>>

/** `/_local/api/`: what the pages show, for programs. */
export const apiRoutes: {
  get: Routes<ReadRoute<Inspected>>
  post: Routes<WriteRoute<Inspected>>
  delete: Routes<WriteRoute<Inspected>>
} = {
  get: {
    '/api/emails': ({ query }, { inbox }) => jsonResponse(200, inbox.emails(query.get('to') ?? undefined)),
    '/api/events': (_request, { events }) =>
      jsonResponse(
        200,
        events.all().map(({ event, ...seen }) => ({ ...event, ...seen })),
      ),
    '/api/learners/{email}': ({ params: { email = '' } }, local) => learner(email, local),
    '/api/logs': ({ query }, { log }) => jsonResponse(200, log.lines(query.get('function') ?? undefined)),
    '/api/clock': (_request, local) => jsonResponse(200, now(local)),
    '/api/faults': (_request, { faults }) => jsonResponse(200, faults.all()),
    '/api/idle': async (_request, local) => {
      await local.settled()
      return jsonResponse(200, { idle: true, ...now(local), waiting: local.agenda.waiting() })
    },
  },
  post: {
    '/api/clock': { takes: 'anything', answer: moveClock },
    '/api/faults': { takes: 'anything', answer: setFault },
  },
  delete: {
    '/api/faults': {
      takes: 'anything',
      answer: (_request, { faults }) => {
        faults.clear()
        return jsonResponse(200, faults.all())
      },
    },
  },
}

const now = ({ clock }: Inspected) => ({ now: clock.iso() })

const names = (['get', 'post', 'delete'] as const).flatMap(method =>
  Object.keys(apiRoutes[method]).map(path => `${method.toUpperCase()} ${path.slice('/api/'.length)}`),
)

/** The response for any other path. */
export const noSuchApi = (method: string, name: string): WebResponse =>
  jsonResponse(404, {
    error: `There is no ${method} /_local/api/${name}. There are: ${names.join(', ')}.`,
  })

async function learner(email: string, { describeLearner }: Inspected): Promise<WebResponse> {
  const view = await describeLearner(email)
  return view ? jsonResponse(200, view) : jsonResponse(404, { error: `Nobody has the address ${email}.` })
}

async function moveClock(request: PostedRequest, local: Inspected): Promise<WebResponse> {
  try {
    await jump(jsonOf(request), local)
    return jsonResponse(200, now(local))
  } catch (error) {
    if (error instanceof WrongJump) return jsonResponse(400, { error: error.message })
    throw error
  }
}

function setFault(request: PostedRequest, { faults }: Inspected): WebResponse {
  try {
    faults.set(jsonOf(request))
    return jsonResponse(200, faults.all())
  } catch (error) {
    if (error instanceof WrongFault) return jsonResponse(400, { error: error.message })
    throw error
  }
}

/** The body is parsed as JSON whatever its content type, because `curl -d` always says that it is a form. */
function jsonOf({ posted }: PostedRequest): unknown {
  const body = jsonBody(bytesOf(posted))
  return 'is' in body && body.is === 'json' ? body.json : undefined
}
