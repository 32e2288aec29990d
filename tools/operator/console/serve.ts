import { createServer } from 'node:http'
import { textResponse } from '../../../shared/web/response.ts'
import { writeResponse } from '../../../shared/web/write-response.ts'
import { listenOnLoopback, send, stopServer } from '../../web/node-http.ts'
import { toolHeaders } from '../../web/tool-headers.ts'
import { whyOf } from '../file-problem.ts'
import { OperatorProblem } from '../problem.ts'
import { type ConsoleOptions, consoleApp } from './app.ts'
import { keepOthersOut, oneVisitor } from './http/guard.ts'

/** A running console. */
export interface Serving {
  /** The one-time URL to open: `http://127.0.0.1:4343/?token=…` */
  address: string
  close(): Promise<void>
}

const portProblem = (port: number, error: NodeJS.ErrnoException): OperatorProblem =>
  new OperatorProblem(
    `Port ${port} cannot be used: ${whyOf(error)}. Choose another with --port, or 0 for any that is free.`,
  )

/** The response to a bug; the terminal shows its details. */
const wentWrong = writeResponse(
  textResponse(500, 'The console went wrong. The terminal that it was started in says how.'),
  { headers: new Map() },
  toolHeaders,
)

/**
 * Serves the console to one visitor, on this machine only.
 * @param port 0 for any free port
 * @throws OperatorProblem if the port is taken
 */
export async function serveConsole(
  options: Pick<ConsoleOptions, 'operations' | 'open' | 'zone' | 'report'>,
  port: number,
): Promise<Serving> {
  const server = createServer()
  const taken = await listenOnLoopback(server, port).catch((error: NodeJS.ErrnoException) => {
    throw portProblem(port, error)
  })
  const host = `127.0.0.1:${taken}`
  const { guard, token } = oneVisitor(taken)
  const app = consoleApp({ ...options, base: '', guards: [keepOthersOut([host]), guard] })
  server.on('request', (incoming, outgoing) => {
    void app(incoming)
      .catch((error: unknown) => {
        options.report(error)
        return wentWrong
      })
      .then(written => send(incoming, outgoing, written))
  })
  return { address: `http://${host}/?token=${token}`, close: () => stopServer(server) }
}
