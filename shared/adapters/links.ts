import { createHmac, timingSafeEqual } from 'node:crypto'
import * as z from 'zod/mini'
import { isExpired, Link, type LinkOf, type LinkPurpose } from '../contracts/link.ts'
import type { Instant } from '../domain/ids.ts'

/** In characters: many times a token. */
const longest = 4000

/** How many candidates are looked at, so that no text costs more than so many signatures. */
const max = 4

/**
 * `1.<key id>.<payload>.<HMAC-SHA256>`, the last of them 43 characters of base64url: what follows is not of it. Marks of
 * Markdown and full stops around it are somebody else's, as is `3D`, the equals sign of quoted-printable.
 */
const token = /^(?:3D)?[._-]*(1\.[\w-]+\.[\w-]+\.[\w-]{43})[._-]*$/i

/** What mail programs break long lines with: spaces, the `=` of quoted-printable, soft hyphens, signs of no width. */
const breaks = /[=\s\u00ad\u200b-\u200d\u2060\ufeff]+/g

const percent = /%([2-7][0-9a-f])/gi

const candidates = (text: string): string[] =>
  text.split(/[^\w.-]+/).flatMap(piece => token.exec(piece)?.[1] ?? [])

/**
 * The tokens that a text may hold, as mail programs and people hand them on: with a full stop behind, in brackets or
 * quotation marks, broken over lines, encoded once too often, with half of the sentence that they stood in. Which of
 * them is one, if any, is for its signature to say.
 * @returns at most four.
 */
function tokensIn(text: string): string[] {
  const start = text.slice(0, longest)
  const decoded = start.replace(percent, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return [...new Set([...candidates(decoded), ...candidates(decoded.replace(breaks, ''))])].slice(0, max)
}

/** The signing keys by key id, and which of them signs now. Old ones stay as long as their links live. */
const KeyRing = z.catchall(z.object({ current: z.string() }), z.string().check(z.minLength(16)))
export type KeyRing = z.infer<typeof KeyRing>

/** Reads the secret with the signing keys. Throws when it is not of the agreed form. */
export const parseKeyRing = (secret: string): KeyRing => KeyRing.parse(JSON.parse(secret))

/** What a token turned out to be. Only a good link may do anything. */
export type OpenedLink<P extends LinkPurpose> =
  | { is: 'good'; link: LinkOf<P> }
  | { is: 'expired'; link: LinkOf<P> }
  /** Not made by this system, cut off, or made for another purpose. */
  | { is: 'broken' }

const format = '1'

/** By name, so that a link that was opened is signed again as the same token. */
const canonical = (link: Link): unknown[] =>
  Object.entries(link)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .flat()

/** Signs and opens the tokens in links: `1.<key id>.<payload>.<HMAC-SHA256>`, all of it safe in a URL. */
export function linkSigner(keys: KeyRing) {
  const sign = (keyId: string, text: string): Buffer | undefined => {
    // Own keys only: `constructor` and its like come from whoever made up the token.
    const key = keyId !== 'current' && Object.hasOwn(keys, keyId) ? keys[keyId] : undefined
    return key === undefined ? undefined : createHmac('sha256', key).update(text).digest()
  }

  const isSigned = (token: string): boolean => {
    const [, keyId = '', , mac = ''] = token.split('.')
    const expected = sign(keyId, token.slice(0, token.lastIndexOf('.')))
    const given = Buffer.from(mac, 'base64url')
    return expected?.length === given.length && timingSafeEqual(expected, given)
  }

  return {
    /** The token for a link. */
    token(link: Link): string {
      const payload = Buffer.from(JSON.stringify(canonical(link))).toString('base64url')
      const text = `${format}.${keys.current}.${payload}`
      const mac = sign(keys.current, text)
      if (!mac)
        throw new Error(
          `The link keys name "${keys.current}" as current and do not hold it. Mend the secret: {"current":"1","1":"…"}.`,
        )
      return `${text}.${mac.toString('base64url')}`
    },

    /**
     * Opens a token for the purposes that fit here. The expiry that counts is the one in the token.
     * @param text that holds it, untidy as it may have become on its way.
     */
    open<P extends LinkPurpose>(text: string, purposes: readonly P[], now: Instant): OpenedLink<P> {
      const token = tokensIn(text).find(isSigned)
      const link = token && readPayload(token.split('.')[2] ?? '')
      if (!link || !isFor(link, purposes)) return { is: 'broken' }
      return { is: isExpired(link, now) ? 'expired' : 'good', link }
    },
  }
}
export type LinkSigner = ReturnType<typeof linkSigner>

const isFor = <P extends LinkPurpose>(link: Link, purposes: readonly P[]): link is LinkOf<P> =>
  (purposes as readonly LinkPurpose[]).includes(link.purpose)

function readPayload(payload: string): Link | undefined {
  try {
    const flat: unknown[] = z
      .array(z.unknown())
      .parse(JSON.parse(Buffer.from(payload, 'base64url').toString()))
    const entries = flat.flatMap((key, i) => (i % 2 === 0 ? [[String(key), flat[i + 1]]] : []))
    return Link.safeParse(Object.fromEntries(entries)).data
  } catch {
    // Signed by us and yet unreadable: a format that is gone. To the person it is a link that no longer works.
    return undefined
  }
}
