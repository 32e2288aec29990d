import { randomBytes, timingSafeEqual } from 'node:crypto'
import { requestSource } from '../../../../shared/web/cross-site.ts'
import type { WebRequest } from '../../../../shared/web/request.ts'
import { seeOther, textResponse, type WebResponse } from '../../../../shared/web/response.ts'

/**
 * Lets a request through, or answers it at the door.
 * @param method as it was sent: HEAD stands apart from GET here.
 */
export type Guard = (request: WebRequest, method: string) => WebResponse | undefined

/**
 * Keeps other websites out that this browser has open. A name that another site made point here is not ours (DNS
 * rebinding), and a form of another site has its own origin.
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
  // In bytes: letters outside of ASCII take more than one.
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
 * Lets in who opens the address with the token, once; from then on, who has the cookie that they got for it.
 * @param port tells the cookies of two consoles apart, because cookies know no ports.
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
