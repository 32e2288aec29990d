import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { type Answer, plainAnswer, seeOther } from './answer.ts'
import { addressOf } from './request.ts'

/** Lets a request through, or answers it at the door. */
export type Guard = (incoming: IncomingMessage) => Answer | undefined

/**
 * Keeps other websites out that this browser has open. A name that another site made point here is not ours (DNS
 * rebinding), and a form of another site has its own origin.
 * @param hosts names with ports under which the console is reached.
 */
export function keepOthersOut(hosts: readonly string[]): Guard {
  return ({ method = '', headers: { host = '', origin } }) => {
    if (!hosts.includes(host)) return plainAnswer(403, `The console is not at ${host}.`)
    if (method === 'GET' || method === 'HEAD') return undefined
    if (method !== 'POST') return plainAnswer(405, `The console takes no ${method}.`)
    if (origin === `http://${host}`) return undefined
    return plainAnswer(403, 'Another website may not use the console.')
  }
}

function same(given: string, expected: string): boolean {
  // In bytes: letters outside of ASCII take more than one.
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}

const cookieOf = ({ headers: { cookie = '' } }: IncomingMessage, name: string): string =>
  cookie
    .split('; ')
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
  const guard: Guard = incoming => {
    if (same(cookieOf(incoming, name), visitor)) return undefined
    const { pathname, searchParams } = addressOf(incoming)
    const shown = searchParams.get('token')
    if (incoming.method !== 'GET' || pathname !== '/' || isUsed || !same(shown ?? '', token))
      return plainAnswer(
        403,
        shown === null
          ? 'This console belongs to who started it. Open the address that the command line shows.'
          : 'This address is wrong, or was used already. Start the console again for a new one.',
      )
    isUsed = true
    return seeOther('/', { 'set-cookie': `${name}=${visitor}; HttpOnly; SameSite=Strict; Path=/` })
  }
  return { guard, token }
}
