import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { OperatorProblem } from '../problem.ts'
import { type ConsoleOptions, consoleApp } from './app.ts'
import { type Answer, plainAnswer } from './http/answer.ts'
import { keepOthersOut, oneVisitor } from './http/guard.ts'

/** A console that listens. */
export interface Serving {
  /** What to open, once: `http://127.0.0.1:4343/?token=…` */
  address: string
  close(): Promise<void>
}

const loopback = '127.0.0.1'

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, loopback)
  try {
    await once(server, 'listening')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new OperatorProblem(`Port ${port} cannot be used (${code}). Choose another: --port ${port + 1}`)
  }
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('A TCP server without a port.')
  return address.port
}

/**
 * Serves the console to one visitor, on this machine only.
 * @param port 0 for any that is free.
 * @throws OperatorProblem when the port is taken.
 */
export async function serveConsole(
  options: Pick<ConsoleOptions, 'open' | 'zone' | 'report'>,
  port: number,
): Promise<Serving> {
  const server = createServer()
  const host = `${loopback}:${await listen(server, port)}`
  const { guard, token } = oneVisitor(Number(host.split(':')[1]))
  const app = consoleApp({ ...options, base: '', guards: [keepOthersOut([host]), guard] })
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    void app(request)
      .catch((error: unknown) => {
        options.report(error)
        return plainAnswer(500, 'The console went wrong. The terminal that it was started in says how.')
      })
      .then(({ status, headers, body }: Answer) => {
        response.writeHead(status, { ...headers, 'content-length': body.length })
        response.end(request.method === 'HEAD' ? undefined : body)
      })
  })
  return {
    address: `http://${host}/?token=${token}`,
    async close() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}
