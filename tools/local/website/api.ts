import type { WrittenResponse } from '../../../shared/web/write-response.ts'
import { WrongFault } from '../functions/faults.ts'
import type { Inspected } from './inspected.ts'
import { jump, WrongJump } from './jump.ts'
import { type Handler, jsonAnswer, type LocalRequest } from './local-request.ts'

/** `/_local/api/`: the same as the pages, for programs. By method and first part of the path after `api`. */
export function apiHandlers(local: Inspected): Record<string, Handler> {
  const now = () => ({ now: local.clock.iso() })
  return {
    'GET emails': ({ query }) => jsonAnswer(200, local.inbox.emails(query.get('to') ?? undefined)),
    'GET events': () =>
      jsonAnswer(
        200,
        local.events.all().map(({ event, ...seen }) => ({ ...event, ...seen })),
      ),
    'GET learners': request => learner(request, local),
    'GET logs': ({ query }) => jsonAnswer(200, local.log.lines(query.get('function') ?? undefined)),
    'GET clock': () => jsonAnswer(200, now()),
    'POST clock': request => moveClock(request, local, now),
    'GET faults': () => jsonAnswer(200, local.faults.all()),
    'POST faults': request => setFault(request, local),
    'DELETE faults': () => {
      local.faults.clear()
      return jsonAnswer(200, local.faults.all())
    },
    'GET idle': async () => {
      await local.settled()
      return jsonAnswer(200, { idle: true, ...now(), waiting: local.agenda.waiting() })
    },
  }
}

async function learner({ path }: LocalRequest, { describeLearner }: Inspected): Promise<WrittenResponse> {
  const email = path[2] ?? ''
  const view = await describeLearner(email)
  return view ? jsonAnswer(200, view) : jsonAnswer(404, { error: `Nobody has the address ${email}.` })
}

async function moveClock(
  { body }: LocalRequest,
  local: Inspected,
  now: () => object,
): Promise<WrittenResponse> {
  try {
    await jump(parseJson(body), local)
    return jsonAnswer(200, now())
  } catch (error) {
    if (error instanceof WrongJump) return jsonAnswer(400, { error: error.message })
    throw error
  }
}

function setFault({ body }: LocalRequest, { faults }: Inspected): WrittenResponse {
  try {
    faults.set(parseJson(body))
    return jsonAnswer(200, faults.all())
  } catch (error) {
    if (error instanceof WrongFault) return jsonAnswer(400, { error: error.message })
    throw error
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
