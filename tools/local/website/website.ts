import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { picturePath } from '../../../shared/contracts/picture-path.ts'
import type { WrittenResponse } from '../../../shared/web/write-response.ts'
import { connect } from '../../operator/aws/connect.ts'
import { consoleApp } from '../../operator/console/app.ts'
import { keepOthersOut } from '../../operator/console/http/guard.ts'
import { allOperations } from '../../operator/operations/all.ts'
import { printProblem } from '../../terminal/printable.ts'
import { send } from '../../web/node-http.ts'
import { gatewayMessage } from '../http/gateway-response.ts'
import { httpApi } from '../http/http-api.ts'
import { pictureHandler } from '../http/pictures.ts'
import { isFollowedLink, isForUs, isOfAnotherSite, ownHosts } from '../http/strangers.ts'
import type { Running } from '../run-wiring.ts'
import type { Inspected } from './inspected.ts'
import { localPages } from './local-pages.ts'

const apiAddress = '/_local/api'

/**
 * Serves the website's address: `/_local/` for developers, pictures as the distribution does, and all else by the
 * HTTP API of the template. Other websites may link to the pages below `/_local/`. They may link and post to the HTTP
 * API, as in the deployed system.
 */
export function website(local: Inspected & Running): RequestListener {
  const pages = localPages(local)
  const operator = localConsole(local)
  const api = httpApi(local.wiring.api, local.functions, local.clock)
  const pictures = pictureHandler(local)
  const handleOf = (request: IncomingMessage): Handle => {
    const { url: address = '' } = request
    if (!isForUs(request)) return forbidden
    if (address.startsWith(picturePath)) return pictures
    if (!isBelow('/_local', address)) return api
    if (isOfAnotherSite(request) && (isBelow(apiAddress, address) || !isFollowedLink(request)))
      return forbidden
    return isBelow(consoleAddress, address) ? operator : pages
  }
  return (request, response) => void answer(handleOf(request), request, response)
}

const isBelow = (path: string, address: string): boolean =>
  address.startsWith(path) && ['', '/', '?'].includes(address.charAt(path.length))

/** Also API Gateway's response to a wrong host name. */
const forbidden: Handle = async () => gatewayMessage(403, 'Forbidden')

type Handle = (request: IncomingMessage) => Promise<WrittenResponse>

async function answer(handle: Handle, request: IncomingMessage, response: ServerResponse): Promise<void> {
  send(request, response, await handle(request).catch(toAnswer))
}

function toAnswer(error: unknown): WrittenResponse {
  if (error instanceof URIError) return gatewayMessage(400, 'Bad Request')
  printProblem('The local website went wrong, which is a bug in the local stack:', error)
  return gatewayMessage(500, 'Internal Server Error')
}

const consoleAddress = '/_local/console'

/**
 * The operator's console for the local stack, without a token, because only people on this machine reach it. Created
 * on the first request.
 */
function localConsole({ aws, website }: Pick<Inspected, 'aws' | 'website'>) {
  const { port } = new URL(website)
  let app: Promise<ReturnType<typeof consoleApp>> | undefined
  const make = async () =>
    consoleApp({
      operations: await allOperations(),
      open: () => connect({ is: 'local', stage: 'local', endpoint: aws }, () => {}),
      base: consoleAddress,
      zone: 'UTC',
      guards: [keepOthersOut(ownHosts(Number(port)))],
      report: error => printProblem('The console went wrong:', error),
    })
  return async (request: IncomingMessage): Promise<WrittenResponse> => {
    app ??= make()
    return (await app)(request)
  }
}
