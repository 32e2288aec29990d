import { once } from 'node:events'
import type { Server } from 'node:http'
import { connect } from 'node:net'
import { listenOnLoopback } from '../web/node-http.ts'
import { LocalProblem } from './local-problem.ts'

/**
 * Listens on the loopback address only.
 * @param port 0 for any that is free
 * @param variable environment variable by which another port is chosen
 * @param command as it is typed, to name another port
 * @returns the port
 * @throws {LocalProblem} when the port is taken
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

/** Whether another program has `localhost` at IPv6's address, where browsers look first. */
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
