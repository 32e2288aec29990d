import { once } from 'node:events'
import type { Server } from 'node:http'
import { connect } from 'node:net'
import { listenOnLoopback } from '../web/node-http.ts'
import { LocalProblem } from './local-problem.ts'

/**
 * Listens on the loopback address only.
 * @param port 0 for any free port
 * @param variable the environment variable that sets another port
 * @param command the command as typed, for the message about another port
 * @returns the port
 * @throws {LocalProblem} if the port is taken
 */
export async function listen(
  server: Server,
  port: number,
  variable: string,
  command = 'npm start',
): Promise<number> {
  const taken = 'is taken by another program'
  if (port !== 0 && (await answersByIpv6(port)))
    throw portProblem(port, taken, `${variable}=${port + 1} ${command}`)
  try {
    return await listenOnLoopback(server, port)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error
    throw portProblem(
      port,
      code === 'EACCES' ? 'may not be used by you' : taken,
      `${variable}=${port + 1} ${command}`,
    )
  }
}

const portProblem = (port: number, why: string, instead: string) =>
  new LocalProblem(`Port ${port} ${why}. Stop that program, or choose another port: ${instead}`)

/** Returns whether another program listens on `localhost` over IPv6, which browsers try first. */
async function answersByIpv6(port: number): Promise<boolean> {
  const socket = connect({ host: '::1', port })
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}
