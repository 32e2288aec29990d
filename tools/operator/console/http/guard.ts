import { randomBytes, timingSafeEqual } from 'node:crypto'
import { requestSource } from '../../../../shared/web/cross-site.ts'
import type { WebRequest } from '../../../../shared/web/request.ts'
import { seeOther, textResponse, type WebResponse } from '../../../../shared/web/response.ts'

/**
 * Lets a request pass, or answers it.
 * @param method as sent: HEAD differs from GET here.
 */
export type Guard = (request: WebRequest, method: string) => WebResponse | undefined

/**
 * Rejects requests of other websites that are open in this browser. A host name that another site points here is
 * refused (DNS rebinding), and so is a form with another origin.
 * @param hosts names with ports under which the console is reached.
 */
export function keepOthersOut(hosts: readonly string[]): Guard {
  return request => {
    const host = request.headers.get('host') ?? ''
    if (!hosts.includes(host)) return textResponse(403, `The console is not at ${host}.`)
    if (request.method === 'GET') return undefined
    if (request.method !== 'POST') return textResponse(405, `The console takes no ${request.method}.`)
    if (requestSource(request, { own: `http://${host}`, allowed: [] }) === 'own') return undefined
    return textResponse(403, 'Another website may not use the console.')
  }
}

function same(given: string, expected: string): boolean {
  // In bytes, because characters outside ASCII take more than one.
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}

const cookieOf = ({ headers }: WebRequest, name: string): string =>
  headers
    .get('cookie')
    ?.split('; ')
    .find(pair => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1) ?? ''

const secret = (): string => randomBytes(32).toString('base64url')

/**
 * Admits the visitor who opens the address with the token, once; afterwards, the holder of the cookie set then.
 * @param port distinguishes the cookies of two consoles, because cookies ignore ports.
 * @returns the guard, and the token for the address.
 */
export function oneVisitor(port: number): { guard: Guard; token: string } {
  const token = secret()
  const visitor = secret()
  const name = `shiftworks-console-${port}`
  let isUsed = false
  const guard: Guard = (request, method) => {
    if (same(cookieOf(request, name), visitor)) return undefined
    const shown = request.query.get('token')
    if (method !== 'GET' || request.path !== '/' || isUsed || !same(shown ?? '', token))
      return textResponse(
        403,
        shown === null
          ? 'This console belongs to who started it. Open the address that the command line shows.'
          : 'This address is wrong, or was used already. Start the console again for a new one.',
      )
    isUsed = true
    return seeOther('/', { 'Set-Cookie': `${name}=${visitor}; HttpOnly; SameSite=Strict; Path=/` })
  }
  return { guard, token }
}
