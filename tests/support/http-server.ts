import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Answers a request, or does something worse to it. */
export type Answerer = (request: IncomingMessage, response: ServerResponse, body: string) => void

/** A server on a free port of this machine, which does with every request what it is told at the moment. */
export async function httpServer() {
  let answer: Answerer = (_, response) => response.end()
  const requests: string[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString()
      requests.push(body)
      answer(request, response, body)
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    /** The bodies of the requests that came, in order. */
    requests,
    answers: (next: Answerer) => {
      answer = next
      requests.length = 0
    },
    async close() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}
